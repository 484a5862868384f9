package org.kivuko.connector.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.queues.QueueColumn;
import org.kivuko.operations.queues.QueueFilter;
import org.kivuko.operations.queues.QueueKind;
import org.kivuko.operations.queues.QueueSort;

/** Which queues are asked for, in which order, and how many. */
record QueueQuery(QueueFilter filter, QueueSort sort, Optional<String> after, int max) {
    static final Set<String> KNOWN = Set.of("q", "state", "agency", "kind", "only", "sort", "after", "max");

    /** Reads the parameters; everything that is wrong with them at once. */
    static Reading<QueueQuery> read(Map<String, String> query, Scope scope) {
        var faults = new ArrayList<Fault>();
        Optional<AgencyId> agency = Optional.ofNullable(query.get("agency")).flatMap(AgencyId::parse);
        if (query.containsKey("agency") && agency.isEmpty()) {
            faults.add(Query.fault("agency", "a code like KEN.DIS"));
        }
        Optional<QueueKind> kind = coded(QueueKind.class, query, "kind", faults);
        Optional<QueueFilter.Only> only = coded(QueueFilter.Only.class, query, "only", faults);
        Optional<QueueSort> sort = QueueSort.of(query.getOrDefault("sort", QueueColumn.QUEUE.code()));
        if (sort.isEmpty()) {
            faults.add(Query.fault(
                    "sort", "one of " + Coded.all(QueueColumn.class) + ", with - before it to turn it round"));
        }
        Optional<Integer> max = Paging.max(query);
        if (max.isEmpty()) {
            faults.add(Query.max(Paging.MOST));
        }
        if (!faults.isEmpty()) {
            return new Reading.Refused<>(faults);
        }
        var filter = new QueueFilter(
                Optional.ofNullable(query.get("q")),
                Optional.ofNullable(query.get("state")),
                agency,
                kind,
                only,
                scope);
        return new Reading.Accepted<>(
                new QueueQuery(filter, sort.orElseThrow(), Optional.ofNullable(query.get("after")), max.orElseThrow()),
                List.of());
    }

    private static <E extends Enum<E> & Coded> Optional<E> coded(
            Class<E> type, Map<String, String> query, String name, List<Fault> faults) {
        Optional<E> value = Optional.ofNullable(query.get(name)).flatMap(text -> Coded.find(type, text));
        if (query.containsKey(name) && value.isEmpty()) {
            faults.add(Query.fault(name, "one of " + Coded.all(type)));
        }
        return value;
    }
}
