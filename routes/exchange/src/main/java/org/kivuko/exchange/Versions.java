package org.kivuko.exchange;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kivuko.agreement.Facts;
import org.kivuko.model.Message;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MsgType;

/**
 * Which version of an alert was sent last, for one batch: what is judged counts for what comes after it. In the hands of the
 * thread that judges the batch.
 */
final class Versions {
    private static final Set<MsgType> CHANGES = EnumSet.of(MsgType.UPDATE, MsgType.CANCEL);
    private static final Set<MsgType> VERSIONS = EnumSet.of(MsgType.ALERT, MsgType.UPDATE, MsgType.CANCEL);

    /** By what they refer to. */
    private final Map<MessageKey, Memory.Versions> known;
    /** By alert, of this batch. */
    private final Map<Long, Instant> judged = new HashMap<>();

    private Versions(Map<MessageKey, Memory.Versions> known) {
        this.known = known;
    }

    /** Asks once for all that the updates and cancels among these messages refer to. */
    static Versions ask(Memory memory, Collection<Admission.Admitted> messages) {
        List<MessageKey> references = messages.stream()
                .map(Admission.Admitted::message)
                .filter(message -> isOf(message, CHANGES))
                .flatMap(message -> message.payload().references().stream())
                .distinct()
                .toList();
        return new Versions(references.isEmpty() ? Map.of() : memory.versions(references));
    }

    /** What is accepted already, for a version that was held meanwhile. */
    static Optional<Instant> newest(Memory memory, Message held) {
        return isOf(held, VERSIONS)
                ? Optional.ofNullable(memory.versions(List.of(held.key())).get(held.key()))
                        .map(Memory.Versions::newest)
                : Optional.empty();
    }

    /** When that version was sent which was sent last, of those before this one; empty where it is no update and no cancel. */
    Optional<Instant> newest(Message message) {
        return versions(message).stream()
                .flatMap(each ->
                        Stream.concat(Stream.of(each.newest()), Optional.ofNullable(judged.get(each.alert())).stream()))
                .max(Instant::compareTo);
    }

    /** Counts a version for those that follow in the same batch. */
    void count(Message message) {
        Instant sent = sent(message);
        versions(message)
                .forEach(each -> judged.merge(each.alert(), sent, (one, other) -> one.isAfter(other) ? one : other));
    }

    private List<Memory.Versions> versions(Message message) {
        return isOf(message, CHANGES)
                ? message.payload().references().stream()
                        .map(known::get)
                        .filter(Objects::nonNull)
                        .toList()
                : List.of();
    }

    /** Whether a version is late: one that was sent after it was accepted before. Sent at the same instant is not late. */
    static boolean isOvertaken(Message message, Facts facts) {
        return facts.newestVersion()
                .filter(newest -> isOf(message, VERSIONS) && newest.isAfter(sent(message)))
                .isPresent();
    }

    /** As exactly as the ledger keeps it. */
    private static Instant sent(Message message) {
        return message.envelope().time().toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private static boolean isOf(Message message, Set<MsgType> types) {
        return message.alert().filter(alert -> types.contains(alert.msgType())).isPresent();
    }
}
