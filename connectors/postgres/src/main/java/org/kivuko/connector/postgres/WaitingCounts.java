package org.kivuko.connector.postgres;

import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.kivuko.model.AgencyId;

/** How many deliveries wait for each agency, by the sums that the database keeps; nothing is counted through. */
final class WaitingCounts {
    private WaitingCounts() {}

    /** Folds the changes since the last time into the sums, and gives the sums. Changes that another hub folds now come with it. */
    static Map<AgencyId, Long> fold(Handle handle) {
        handle.execute(
                """
                with gone as (
                    delete from waiting_change where no in (
                        select no from waiting_change order by no for update skip locked)
                    returning recipient, messages)
                insert into waiting (recipient, messages)
                select recipient, sum(messages) from gone group by recipient order by recipient
                on conflict (recipient) do update set messages = waiting.messages + excluded.messages
                """);
        return handle
                .createQuery("select recipient, messages from waiting where messages > 0")
                .map((row, context) -> Map.entry(AgencyId.of(row.getString("recipient")), row.getLong("messages")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
