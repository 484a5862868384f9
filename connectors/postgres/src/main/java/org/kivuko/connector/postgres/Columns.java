package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.exchange.LinkNumber;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.model.MessageKey;

/** How values are written to columns and read from them. */
final class Columns {
    /** What a text column cannot hold: the character 0, and halves of characters. */
    private static final Pattern UNWRITABLE = Pattern.compile("\\x00|[\\ud800-\\udfff]");

    private Columns() {}

    /** The instant as the ledger keeps it; an answer must be the same before and after it was read back. */
    static Instant kept(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /** Of {@code link_number}, {@code link_epoch} and the name {@code epoch} of that; empty where it has none. */
    static Optional<LinkNumber> link(ResultSet row) throws SQLException {
        long number = row.getLong("link_number");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new LinkNumber(row.getInt("link_epoch"), row.getString("epoch"), number));
    }

    /** The same with the sender, {@code source}. */
    static Withdrawals.Place place(ResultSet row) throws SQLException {
        return new Withdrawals.Place(
                AgencyId.of(row.getString("source")), link(row).orElseThrow());
    }

    static MessageKey key(ResultSet row) throws SQLException {
        return new MessageKey(AgencyId.of(row.getString("source")), row.getString("id"));
    }

    /** The value with this code; the program wrote it, so it is there. */
    static <E extends Enum<E> & Coded> E coded(Class<E> list, String code) {
        return Coded.find(list, code)
                .orElseThrow(() -> new IllegalStateException("the ledger holds an unknown " + list.getSimpleName()));
    }

    static <E extends Enum<E> & Coded> Optional<E> maybe(Class<E> list, String code) {
        return Optional.ofNullable(code).map(known -> coded(list, known));
    }

    static String codeOrNull(Optional<? extends Coded> value) {
        return value.map(Coded::code).orElse(null);
    }

    /** The text as a column can hold it, at most {@code max} characters of it. */
    static String writable(String text, int max) {
        String start = text.substring(0, Math.min(max, text.length()));
        // A pattern sees two halves that belong together as one character, and keeps it.
        return UNWRITABLE.matcher(start).replaceAll("\ufffd");
    }

    /** Binds one column of many rows. */
    static <T> void bind(SqlStatement<?> statement, String name, Collection<T> rows, Function<T, String> value) {
        var column = new ArrayList<String>(rows.size());
        rows.forEach(row -> column.add(value.apply(row)));
        statement.bindArray(name, String.class, column);
    }

    /** The same for bytes, which go as they are. */
    static <T> void bindBytes(SqlStatement<?> statement, String name, Collection<T> rows, Function<T, byte[]> value) {
        byte[][] column = rows.stream().map(value).toArray(byte[][]::new);
        Argument array = (position, prepared, context) ->
                prepared.setArray(position, prepared.getConnection().createArrayOf("bytea", column));
        statement.bind(name, array);
    }

    /** Binds {@code sources} and {@code ids}. */
    static void bindKeys(SqlStatement<?> statement, Collection<MessageKey> keys) {
        bind(statement, "sources", keys, key -> key.source().toString());
        bind(statement, "ids", keys, MessageKey::id);
    }
}
