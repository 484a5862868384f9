package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.shift.Maintenance;
import org.kivuko.operations.shift.ShiftBook;

/** Hand-over notes and windows of maintenance. Thread-safe. */
final class ShiftRows implements ShiftBook {
    private static final String EVERY = "";
    private static final String WINDOWS =
            "select id, agency, begins, ends, by, at, text_key, text_sealed from maintenance ";

    private final Database database;

    ShiftRows(Database database) {
        this.database = database;
    }

    @Override
    public List<Note> notes(int max, Scope scope) {
        return database.inOneStatement("read hand-over notes", handle -> {
            var query = handle.createQuery(
                            """
                            select id, by, states, agencies, at, text_key, text_sealed from shift_note
                            where :everything or ((states <> '{}' or agencies <> '{}') and states <@ cast(:states as text[])
                                and not exists (select from unnest(agencies) a where a <> all(cast(:agencies as text[]))
                                    and split_part(a, '.', 1) <> all(cast(:states as text[]))))
                            order by no desc limit :max
                            """)
                    .bind("everything", scope.everything())
                    .bind("max", max);
            Columns.bind(query, "states", scope.states(), Function.identity());
            Columns.bind(query, "agencies", scope.agencies(), AgencyId::toString);
            return query.map((row, context) -> note(row)).list();
        });
    }

    private static Note note(ResultSet row) throws SQLException {
        var scope = new Scope(
                Set.copyOf(Columns.texts(row, "states")),
                Columns.texts(row, "agencies").stream().map(AgencyId::of).collect(Collectors.toSet()));
        return new Note(
                row.getObject("id", UUID.class), row.getString("by"), scope, Columns.instant(row, "at"), text(row));
    }

    private static SealedContent text(ResultSet row) throws SQLException {
        return new SealedContent(row.getBytes("text_key"), row.getBytes("text_sealed"));
    }

    @Override
    public void add(Note note) {
        database.inTransaction("leave a hand-over note", handle -> {
            var insert = handle.createUpdate(
                            """
                            insert into shift_note (id, by, states, agencies, at, text_key, text_sealed)
                            values (:id, :by, :states, :agencies, :at, :key, :sealed) on conflict do nothing
                            """)
                    .bind("id", note.id())
                    .bind("by", note.by())
                    .bind("at", Columns.kept(note.at()))
                    .bind("key", note.text().wrappedKey())
                    .bind("sealed", note.text().sealed());
            Columns.bind(insert, "states", note.scope().states(), Function.identity());
            Columns.bind(insert, "agencies", note.scope().agencies(), AgencyId::toString);
            return insert.execute();
        });
    }

    @Override
    public List<Window> windows(Instant after) {
        return database.inOneStatement("read windows of maintenance", handle -> handle.createQuery(
                        WINDOWS + "where ends > :after order by begins, no")
                .bind("after", Columns.kept(after))
                .map((row, context) -> window(row))
                .list());
    }

    private static Window window(ResultSet row) throws SQLException {
        return new Window(
                new Maintenance(
                        row.getObject("id", UUID.class),
                        Optional.of(row.getString("agency"))
                                .filter(agency -> !agency.equals(EVERY))
                                .map(AgencyId::of),
                        Columns.instant(row, "begins"),
                        Columns.instant(row, "ends"),
                        row.getString("by"),
                        Columns.instant(row, "at")),
                text(row));
    }

    @Override
    public void announce(Window window) {
        Maintenance it = window.maintenance();
        database.inTransaction("announce maintenance", handle -> handle.createUpdate(
                        """
                                insert into maintenance (id, agency, begins, ends, by, at, text_key, text_sealed)
                                values (:id, :agency, :from, :until, :by, :at, :key, :sealed) on conflict do nothing
                                """)
                .bind("id", it.id())
                .bind("agency", it.agency().map(AgencyId::toString).orElse(EVERY))
                .bind("from", Columns.kept(it.from()))
                .bind("until", Columns.kept(it.until()))
                .bind("by", it.by())
                .bind("at", Columns.kept(it.at()))
                .bind("key", window.text().wrappedKey())
                .bind("sealed", window.text().sealed())
                .execute());
    }

    @Override
    public List<Window> untold() {
        return database.inOneStatement("look what maintenance is to be told", handle -> handle.createQuery(
                        WINDOWS + "where told_at is null order by no")
                .map((row, context) -> window(row))
                .list());
    }

    @Override
    public void told(UUID window, Instant at) {
        database.inTransaction("note that maintenance was told", handle -> handle.createUpdate(
                        "update maintenance set told_at = :at where id = :id")
                .bind("id", window)
                .bind("at", Columns.kept(at))
                .execute());
    }
}
