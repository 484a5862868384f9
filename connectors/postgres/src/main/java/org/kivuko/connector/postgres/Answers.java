package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** Notes deliveries as answered when their recipient sends an Ack or a reply that refers to them. */
final class Answers {
    private Answers() {}

    /**
     * Outlives a superseded batch: the broker has the Ack still and it is recorded again, and an event is noted once.
     */
    static void note(Handle handle, Collection<Taken> taken) {
        var answers = new ArrayList<Answer>();
        for (Taken message : taken) {
            if (message.entry().header().answers()) {
                for (MessageKey answered : message.entry().header().references()) {
                    answers.add(new Answer(
                            message.entry().key().source(),
                            answered,
                            Columns.kept(message.entry().at())));
                }
            }
        }
        if (answers.isEmpty()) {
            return;
        }
        var insert = handle.createUpdate(
                """
                insert into delivery_event (ruling, state, at)
                select r.no, 'answered', min(cast(a.at as timestamptz))
                from unnest(:sources, :ids, :answerers, :ats) as a (source, id, answerer, at)
                join message m on m.source = a.source and m.id = a.id
                join ruling r on r.message = m.no and r.recipient = a.answerer and r.crosses and r.superseded_at is null
                group by r.no order by r.no
                on conflict (ruling, state) do nothing
                """);
        Columns.bindKeys(insert, answers.stream().map(Answer::answered).toList());
        Columns.bind(insert, "answerers", answers, answer -> answer.answerer().toString());
        Columns.bind(insert, "ats", answers, answer -> answer.at().toString());
        List<Long> originals =
                Contents.lock(handle, answers.stream().map(Answer::answered).toList());
        insert.execute();
        Contents.deleteEnded(handle, originals);
    }

    private record Answer(AgencyId answerer, MessageKey answered, Instant at) {}
}
