package org.kivuko.operations.redrive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Parcel;
import org.kivuko.exchange.Vault;
import org.kivuko.operations.people.Operator;

/**
 * Copies that operators mended. One proposes, another approves; then the mended bytes go into the outbox of the copy and are
 * read, admitted and judged like any. The copy itself stays where it lies. Thread-safe.
 */
public final class Edits {
    private final RedriveBook book;
    private final Failures failures;
    private final Consumer<Parcel> outbox;
    private final Vault vault;
    private final InstantSource clock;

    /** @param outbox returns once the broker has synced what it was given */
    public Edits(RedriveBook book, Failures failures, Consumer<Parcel> outbox, Vault vault, InstantSource clock) {
        this.book = book;
        this.failures = failures;
        this.outbox = outbox;
        this.vault = vault;
        this.clock = clock;
    }

    /** What becomes of a wish about an edit. */
    public sealed interface Result {}

    /** It is as wished. */
    public record Done(RedriveBook.Edit edit) implements Result {}

    /** There is no such copy or edit, or the copy has no outbox. */
    public record NotThere() implements Result {}

    /** Who has proposed an edit does not decide about it. */
    public record SamePerson() implements Result {}

    /** Somebody has decided before. */
    public record Decided() implements Result {}

    /** Proposes other bytes for a copy; under one key once. */
    public Result propose(FailureQueue queue, String copy, String body, String reason, UUID key, Operator by) {
        Optional<Failure> failure = failures.failure(queue, copy, by.scope());
        Optional<FailureBroker.Body> original = failure.flatMap(found -> failures.body(queue, copy));
        if (original.isEmpty() || failure.get().outbox().isEmpty()) {
            return new NotThere();
        }
        var edit = new RedriveBook.Edit(
                key,
                queue,
                copy,
                failure.get().outbox().get(),
                failure.get().agency().map(Object::toString),
                by.login(),
                clock.instant(),
                vault.seal("edit reason " + key, reason.getBytes(StandardCharsets.UTF_8)),
                vault.seal("edit body " + key, body.getBytes(StandardCharsets.UTF_8)),
                original.get().contentType(),
                RedriveBook.EditState.PROPOSED,
                Optional.empty(),
                Optional.empty());
        book.propose(edit);
        return new Done(book.edit(key).orElseThrow());
    }

    /** Another person decides. */
    public Result decide(UUID id, boolean approve, Operator by) {
        Optional<RedriveBook.Edit> edit = edit(id, by);
        if (edit.isEmpty()) {
            return new NotThere();
        }
        if (edit.get().by().equals(by.login())) {
            return new SamePerson();
        }
        var to = approve ? RedriveBook.EditState.APPROVED : RedriveBook.EditState.REFUSED;
        boolean decided = book.decide(id, RedriveBook.EditState.PROPOSED, to, by.login(), clock.instant());
        return decided ? new Done(book.edit(id).orElseThrow()) : new Decided();
    }

    /** Sends what is approved. Killed in between it is sent again: the key of the message decides then. */
    void sendApproved() {
        for (RedriveBook.Edit edit : book.approved()) {
            outbox.accept(new Parcel(
                    edit.outbox(),
                    Optional.empty(),
                    body(edit),
                    edit.contentType(),
                    Map.of(Parcel.DOOR, Door.BROKER.code()),
                    Duration.ZERO));
            book.decide(
                    edit.id(),
                    RedriveBook.EditState.APPROVED,
                    RedriveBook.EditState.SENT,
                    edit.decidedBy().orElseThrow(),
                    edit.decidedAt().orElseThrow());
        }
    }

    /** One that is in scope. */
    public Optional<RedriveBook.Edit> edit(UUID id, Operator by) {
        return book.edit(id).filter(edit -> mayKnow(edit, by));
    }

    /** Edits, the newest first. */
    public List<RedriveBook.Edit> edits(int max, Operator by) {
        return book.edits(max).stream().filter(edit -> mayKnow(edit, by)).toList();
    }

    private static boolean mayKnow(RedriveBook.Edit edit, Operator by) {
        return edit.agency()
                .flatMap(org.kivuko.model.AgencyId::parse)
                .map(by.scope()::covers)
                .orElseGet(by.scope()::everything);
    }

    /** The mended bytes. */
    public byte[] body(RedriveBook.Edit edit) {
        return vault.open("edit body " + edit.id(), edit.body());
    }

    /** Why it was proposed. */
    public String reason(RedriveBook.Edit edit) {
        return new String(vault.open("edit reason " + edit.id(), edit.reason()), StandardCharsets.UTF_8);
    }
}
