package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.exchange.SealedContent;
import org.kivuko.operations.redrive.RedriveBook.Edit;
import org.kivuko.operations.redrive.RedriveBook.EditState;

/** Copies as operators mended them. */
final class EditRows {
    private final Database database;

    EditRows(Database database) {
        this.database = database;
    }

    boolean propose(Edit edit) {
        return 1
                == database.<Integer, RuntimeException>inTransaction("keep an edit", handle -> handle.createUpdate(
                                """
                        insert into redrive_edit (id, queue, copy, outbox, agency, by, at, reason_key, reason_sealed,
                            body_key, body_sealed, content_type, state)
                        values (:id, :queue, :copy, :outbox, :agency, :by, :at, :reasonKey, :reasonSealed,
                            :bodyKey, :bodySealed, :contentType, :state) on conflict (id) do nothing
                        """)
                        .bind("id", edit.id())
                        .bind("queue", edit.queue().code())
                        .bind("copy", edit.copy())
                        .bind("outbox", edit.outbox())
                        .bind("agency", edit.agency().orElse(null))
                        .bind("by", edit.by())
                        .bind("at", Columns.kept(edit.at()))
                        .bind("reasonKey", edit.reason().wrappedKey())
                        .bind("reasonSealed", edit.reason().sealed())
                        .bind("bodyKey", edit.body().wrappedKey())
                        .bind("bodySealed", edit.body().sealed())
                        .bind("contentType", edit.contentType())
                        .bind("state", edit.state().code())
                        .execute());
    }

    Optional<Edit> edit(UUID id) {
        return database.inOneStatement(
                "look up an edit", handle -> handle.createQuery("select * from redrive_edit where id = :id")
                        .bind("id", id)
                        .map((row, context) -> edit(row))
                        .findOne());
    }

    List<Edit> edits(int max) {
        return database.inOneStatement(
                "list edits", handle -> handle.createQuery("select * from redrive_edit order by no desc limit :max")
                        .bind("max", max)
                        .map((row, context) -> edit(row))
                        .list());
    }

    List<Edit> approved() {
        return database.inOneStatement("look which edits are approved", handle -> handle.createQuery(
                        "select * from redrive_edit where state = 'approved' order by no")
                .map((row, context) -> edit(row))
                .list());
    }

    boolean decide(UUID id, EditState from, EditState to, String by, Instant at) {
        return 1
                == database.<Integer, RuntimeException>inTransaction(
                        "decide about an edit", handle -> handle.createUpdate(
                                        """
                        update redrive_edit set state = :to, decided_by = :by, decided_at = :at
                        where id = :id and state = :from
                        """)
                                .bind("id", id)
                                .bind("from", from.code())
                                .bind("to", to.code())
                                .bind("by", by)
                                .bind("at", Columns.kept(at))
                                .execute());
    }

    private static Edit edit(ResultSet row) throws SQLException {
        return new Edit(
                row.getObject("id", UUID.class),
                RedriveRows.queue(row),
                row.getString("copy"),
                row.getString("outbox"),
                Optional.ofNullable(row.getString("agency")),
                row.getString("by"),
                Columns.instant(row, "at"),
                new SealedContent(row.getBytes("reason_key"), row.getBytes("reason_sealed")),
                new SealedContent(row.getBytes("body_key"), row.getBytes("body_sealed")),
                row.getString("content_type"),
                Columns.coded(EditState.class, row.getString("state")),
                Optional.ofNullable(row.getString("decided_by")),
                RedriveRows.maybe(row, "decided_at"));
    }
}
