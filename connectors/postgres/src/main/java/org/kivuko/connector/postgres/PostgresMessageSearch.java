package org.kivuko.connector.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.search.Facets;
import org.kivuko.operations.search.MessageFilter;
import org.kivuko.operations.search.MessageLife;
import org.kivuko.operations.search.MessageOrder;
import org.kivuko.operations.search.MessagePage;
import org.kivuko.operations.search.MessageQuery;
import org.kivuko.operations.search.MessageRow;
import org.kivuko.operations.search.MessageSearch;
import org.kivuko.operations.search.Position;

/** What operators ask of the ledger, in PostgreSQL. Thread-safe. */
final class PostgresMessageSearch implements MessageSearch {
    private final Database database;

    PostgresMessageSearch(Database database) {
        this.database = database;
    }

    static MessagePage list(Handle handle, SearchLimits limits, MessageQuery query) {
        return query.order().column() == MessageOrder.Column.AGENCY
                ? byKey(handle, limits, query)
                : byTime(handle, limits, query);
    }

    @Override
    public MessagePage list(MessageQuery query) {
        return database.inTransaction("list messages", handle -> list(handle, SearchLimits.USUAL, query));
    }

    private static MessagePage byTime(Handle handle, SearchLimits limits, MessageQuery query) {
        OptionalLong after = query.after()
                .map(position -> OptionalLong.of(((Position.Numbered) position).no()))
                .orElse(OptionalLong.empty());
        SearchNumbers.Found found =
                new SearchNumbers(handle, limits, query.filter(), query.order().descending(), after).find(query.max());
        return new MessagePage(
                SearchRows.of(handle, found.numbers(), query.filter().scope()),
                found.ended().isPresent()
                        ? Optional.of(new Position.Numbered(found.ended().getAsLong()))
                        : Optional.empty(),
                found.broken() ? acceptedNear(handle, found.ended().getAsLong()) : Optional.empty());
    }

    /** When the message was accepted that stands at a number, or behind it. */
    private static Optional<Instant> acceptedNear(Handle handle, long no) {
        return handle.createQuery("select accepted_at from message where no >= :no order by no limit 1")
                .bind("no", no)
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant);
    }

    private static MessagePage byKey(Handle handle, SearchLimits limits, MessageQuery query) {
        Optional<Position.Sent> after = query.after().map(Position.Sent.class::cast);
        SearchKeys.Found found =
                new SearchKeys(handle, limits, query.filter(), query.order().descending(), after).find(query.max());
        return new MessagePage(
                SearchRows.of(handle, found.numbers(), query.filter().scope()),
                found.ended().map(Position.class::cast),
                Optional.empty());
    }

    @Override
    public List<MessageRow> named(String text, MessageFilter filter, int max) {
        return database.inTransaction(
                "look for what is named",
                handle -> SearchRows.of(handle, NamedRows.numbers(handle, text, filter, max), filter.scope()));
    }

    @Override
    public Optional<MessageLife> life(MessageKey key, Scope scope) {
        return database.inTransaction("look up the life of a message", handle -> LifeRows.of(handle, key, scope));
    }

    @Override
    public Facets facets(MessageFilter.Span span, Scope scope) {
        return database.inTransaction(
                "count messages", handle -> FacetRows.of(handle, SearchLimits.USUAL, span, scope));
    }

    @Override
    public Optional<SealedContent> content(MessageKey key) {
        return database.inOneStatement("read kept content", handle -> handle.createQuery(
                        """
                        select c.wrapped_key, c.sealed from message m join content c on c.message = m.no
                        where m.source = :source and m.id = :id
                        """)
                .bind("source", key.source().toString())
                .bind("id", key.id())
                .map((row, context) -> new SealedContent(row.getBytes("wrapped_key"), row.getBytes("sealed")))
                .findOne());
    }
}
