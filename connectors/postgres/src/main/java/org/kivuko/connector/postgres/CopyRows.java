package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Entry;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Coded;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageKey;

/** Copies that did not become messages: one row each, so that the books balance. */
final class CopyRows {
    private static final int MAX_FAULTS = 100;
    private static final int MAX_TEXT = 500;

    private CopyRows() {}

    static void insert(Handle handle, long batch, List<Copy> copies) {
        if (copies.isEmpty()) {
            return;
        }
        PreparedBatch insert = handle.prepareBatch(
                """
                insert into copy (batch, kind, agency, source, id, digest, door, at, code, faults, uid,
                    redriven)
                values (:batch, :kind, :agency, :source, :id, decode(:digest, 'hex'), :door, :at, :code, :faults,
                    cast(:uid as uuid),
                    case when cast(:earlier as uuid) is null then 0
                        else 1 + coalesce((select redriven from copy where uid = cast(:earlier as uuid)), 0) end)
                """);
        for (Copy copy : copies) {
            insert.bind("batch", batch)
                    .bind("kind", copy.kind().code())
                    .bind("agency", copy.agency().toString())
                    .bind(
                            "source",
                            copy.key().map(key -> key.source().toString()).orElse(null))
                    .bind("id", copy.key().map(MessageKey::id).orElse(null))
                    .bind("digest", copy.digest().map(Digest::hex).orElse(null))
                    .bind("door", copy.door().code())
                    .bind("at", Columns.kept(copy.at()))
                    .bind("code", copy.code().code())
                    .bind("uid", copy.uid().map(UUID::toString).orElse(null))
                    .bind("earlier", copy.earlier().map(UUID::toString).orElse(null));
            Columns.bind(insert, "faults", texts(copy.faults()), text -> text);
            insert.add();
        }
        insert.execute();
    }

    /** Three texts per fault: pointer, code, detail. A pointer may hold whatever a sender made up as a name. */
    private static List<String> texts(List<Fault> faults) {
        return faults.stream()
                .limit(MAX_FAULTS)
                .flatMap(fault -> Stream.of(fault.pointer(), fault.code().code(), fault.detail()))
                .map(text -> Columns.writable(text, MAX_TEXT))
                .toList();
    }

    static List<Fault> faults(List<String> texts) {
        return Stream.iterate(0, i -> i + 3 <= texts.size(), i -> i + 3)
                .map(i -> new Fault(texts.get(i), Columns.coded(Code.class, texts.get(i + 1)), texts.get(i + 2)))
                .toList();
    }

    /** What became of a copy. */
    enum Kind implements Coded {
        DUPLICATE("duplicate"),
        CONFLICT("conflict"),
        QUARANTINED("quarantined"),
        TURNED("turned");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    record Copy(
            Kind kind,
            AgencyId agency,
            Optional<MessageKey> key,
            Optional<Digest> digest,
            Door door,
            Instant at,
            Code code,
            List<Fault> faults,
            Optional<UUID> uid,
            Optional<UUID> earlier) {

        static Copy of(Entry.Turned turned) {
            return new Copy(
                    turned.quarantined() ? Kind.QUARANTINED : Kind.TURNED,
                    turned.agency(),
                    turned.key(),
                    Optional.empty(),
                    turned.door(),
                    turned.at(),
                    turned.code(),
                    turned.faults(),
                    turned.quarantined() ? Optional.of(turned.copy()) : Optional.empty(),
                    turned.earlier());
        }

        static Copy of(Entry.Judged entry, boolean duplicate) {
            return new Copy(
                    duplicate ? Kind.DUPLICATE : Kind.CONFLICT,
                    entry.key().source(),
                    Optional.of(entry.key()),
                    Optional.of(entry.digest()),
                    entry.door(),
                    entry.at(),
                    duplicate ? Code.DUPLICATE : Code.CONFLICT,
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
