package org.kivuko.connector.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.search.MessageFilter;

/** What one text names, found by keys alone. */
final class NamedRows {
    private NamedRows() {}

    /** Their numbers: what is named exactly first, then what refers to it. */
    static List<Long> numbers(Handle handle, String text, MessageFilter filter, int max) {
        var numbers = new LinkedHashSet<Long>();
        MessageKey.parse(text).ifPresent(key -> numbers.addAll(byKeys(handle, List.of(key), filter)));
        if (MessageKey.isId(text)) {
            numbers.addAll(byId(handle, text, filter));
        }
        uuid(text).ifPresent(id -> numbers.addAll(byDelivery(handle, id, filter)));
        var keys = new LinkedHashSet<String>(keys(handle, numbers));
        MessageKey.parse(text).ifPresent(key -> keys.add(key.toString()));
        numbers.addAll(referring(handle, keys, filter, max));
        return numbers.stream().limit(max).toList();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Long> byId(Handle handle, String id, MessageFilter filter) {
        var query = handle.createQuery(
                        """
                        select m.no from unnest(:senders) as k (source)
                        join message m on m.source = k.source and m.id = :id where %s order by m.no desc
                        """
                                .formatted(SearchConditions.of(filter).text()))
                .bind("id", id);
        Columns.bind(query, "senders", SearchWay.senders(handle), sender -> sender);
        SearchConditions.of(filter).bind(query);
        return query.mapTo(Long.class).list();
    }

    static List<Long> byKeys(Handle handle, Collection<MessageKey> keys, MessageFilter filter) {
        var query = handle.createQuery(
                """
                select m.no from unnest(:sources, :ids) as k (source, id)
                join message m on m.source = k.source and m.id = k.id where %s
                """
                        .formatted(SearchConditions.of(filter).text()));
        Columns.bindKeys(query, keys);
        SearchConditions.of(filter).bind(query);
        return query.mapTo(Long.class).list();
    }

    /** A delivery has the id of its ruling; what takes a withdrawn one back has an id of its own. */
    private static List<Long> byDelivery(Handle handle, UUID id, MessageFilter filter) {
        var query = handle.createQuery(
                        """
                        select m.no from (
                            select message from ruling where id = :id and superseded_at is null
                            union
                            select r.message from withdrawal w join ruling r on r.no = w.ruling where w.void = :id) k
                        join message m on m.no = k.message where %s
                        """
                                .formatted(SearchConditions.of(filter).text()))
                .bind("id", id);
        SearchConditions.of(filter).bind(query);
        return query.mapTo(Long.class).list();
    }

    private static List<String> keys(Handle handle, Collection<Long> numbers) {
        return handle.createQuery(
                        """
                        select m.source || '/' || m.id from unnest(:numbers) as k (no) join message m on m.no = k.no
                        """)
                .bindArray("numbers", Long.class, new ArrayList<>(numbers))
                .mapTo(String.class)
                .list();
    }

    private static List<Long> referring(Handle handle, Collection<String> keys, MessageFilter filter, int max) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var query = handle.createQuery(
                        """
                        with referring as materialized (
                            select no from message where refs <> '{}' and refs && cast(:keys as text[]))
                        select m.no from referring f join message m on m.no = f.no where %s order by m.no desc limit :max
                        """
                                .formatted(SearchConditions.of(filter).text()))
                .bind("max", max);
        Columns.bind(query, "keys", keys, key -> key);
        SearchConditions.of(filter).bind(query);
        return query.mapTo(Long.class).list();
    }
}
