package org.kivuko.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Received;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Consent;
import org.kivuko.model.Handling;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Purpose;

/**
 * Collects what rulings rest on beside messages and agreements; one place, asked once per batch, with a number of questions
 * that does not grow with it. Thread-safe.
 */
public final class FactsCollector {
    private final Memory memory;
    private final SubjectMarks marks;
    private final RegisterDesk register;
    private final Vault vault;
    private final OpenEmergencies emergencies;
    private final SuspendedPairs suspended;
    private final OpenExercises exercises;

    /** Where nothing is ever suspended, and no exercise opened. */
    public FactsCollector(
            Memory memory, Digests digests, RegisterDesk register, Vault vault, OpenEmergencies emergencies) {
        this(memory, digests, register, vault, emergencies, SuspendedPairs.NONE, OpenExercises.NONE);
    }

    public FactsCollector(
            Memory memory,
            Digests digests,
            RegisterDesk register,
            Vault vault,
            OpenEmergencies emergencies,
            SuspendedPairs suspended,
            OpenExercises exercises) {
        this.exercises = exercises;
        this.suspended = suspended;
        this.emergencies = emergencies;
        this.memory = memory;
        this.vault = vault;
        this.marks = new SubjectMarks(digests);
        this.register = register;
    }

    /** The marks by which the content of this message would be known again. */
    Set<String> marks(Message message) {
        return marks.of(message.data());
    }

    /** What a delivery leaves behind for rulings to come. */
    Traces traces(Agreements agreements, Message message, UUID delivery, Ruling ruling) {
        Set<String> capped = agreements
                .rateCaps(message.key().source().state(), ruling.recipient().state())
                .keySet();
        boolean counted = ruling.rules().stream().anyMatch(capped::contains);
        Optional<KeptFigures> figures = ruling.figures()
                .flatMap(release -> EarlierFigures.about(message, ruling.recipient())
                        .map(about -> new KeptFigures(
                                about, vault.seal(EarlierFigures.name(delivery), MessageJson.write(release.json())))));
        return new Traces(counted, ruling.data().map(marks::of).orElse(Set.of()), figures);
    }

    /**
     * Asks for everything that the rulings on these messages, all of one outbox, may rest on.
     *
     * @param recipients of each of them, copies included
     */
    Collected collect(
            Agreements agreements,
            Outbox outbox,
            List<Admission.Admitted> messages,
            Set<AgencyId> recipients,
            Instant at) {
        AgencyId sender = outbox.agency();
        Map<String, Duration> caps = caps(agreements, sender, recipients);
        var since = new HashMap<String, Instant>();
        caps.forEach((rule, within) -> since.put(rule, at.minus(within)));
        Map<AgencyId, Map<String, Integer>> used = since.isEmpty() ? Map.of() : memory.used(outbox, since);

        Map<MessageKey, Set<String>> marksOf = new HashMap<>();
        Set<MessageKey> references = new HashSet<>();
        for (Admission.Admitted each : messages) {
            marksOf.put(each.message().key(), marks(each.message()));
            references.addAll(each.header().references());
        }
        Set<String> allMarks = marksOf.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        List<Memory.Handed> handed =
                references.isEmpty() && allMarks.isEmpty() ? List.of() : memory.handed(sender, references, allMarks);
        Map<MessageKey, List<Consent>> consents = handed.isEmpty()
                ? Map.of()
                : memory.consents(
                        sender,
                        handed.stream()
                                .filter(each -> isForeign(each, sender))
                                .map(Memory.Handed::key)
                                .distinct()
                                .toList());
        var figures = EarlierFigures.ask(memory, vault, messages, recipients);
        Versions versions = Versions.ask(memory, messages);
        return new Collected(
                caps.keySet(),
                used,
                marksOf,
                handed,
                consents,
                register,
                figures,
                versions,
                emergencies,
                suspended,
                exercises,
                at);
    }

    /**
     * What is known for a delivery that is held and judged again: it was counted under its caps when it was judged first, and
     * what was sent after it may have crossed since.
     */
    Facts again(Agreements agreements, Reopened opened, Instant at) {
        return again(agreements, opened.outbox(), List.of(opened), at)
                .get(opened.original().delivery())
                .withNewestVersion(Versions.newest(memory, opened.message()));
    }

    /** The same for many of one outbox that wait in their order, asked at once; by delivery. */
    Map<UUID, Facts> again(Agreements agreements, Outbox outbox, List<Reopened> opened, Instant at) {
        List<Admission.Admitted> messages =
                opened.stream().map(Reopened::admitted).toList();
        Set<AgencyId> recipients =
                opened.stream().map(each -> each.original().recipient()).collect(Collectors.toSet());
        Collected collected = collect(agreements, outbox, messages, recipients, at);
        return opened.stream().collect(Collectors.toMap(each -> each.original().delivery(), each -> collected
                .facts(
                        each.admitted(),
                        each.original().recipient(),
                        Optional.of(each.original().delivery()))
                .withUsed(Map.of())
                .withExercise(each.message().envelope().exercise().flatMap(exercises::standing))
                .withNewestVersion(Optional.empty())));
    }

    /** What stays within its state may be passed on by whoever has it. */
    private static boolean isForeign(Memory.Handed each, AgencyId sender) {
        return !each.key().source().state().equals(sender.state());
    }

    private static Map<String, Duration> caps(Agreements agreements, AgencyId sender, Set<AgencyId> recipients) {
        var caps = new HashMap<String, Duration>();
        recipients.stream()
                .map(AgencyId::state)
                .distinct()
                .forEach(state -> caps.putAll(agreements.rateCaps(sender.state(), state)));
        return caps;
    }

    /** The facts of one batch, in the hands of the thread that judges it. What it rules counts for what comes after it. */
    static final class Collected {
        private final Set<String> capped;
        private final Map<AgencyId, Map<String, Integer>> used = new HashMap<>();
        private final Map<MessageKey, Set<String>> marks;
        private final List<Memory.Handed> handed;
        private final Map<MessageKey, List<Consent>> consents;
        private final RegisterDesk register;
        private final EarlierFigures figures;
        private final Versions versions;
        private final OpenEmergencies emergencies;
        private final SuspendedPairs suspended;
        private final OpenExercises exercises;
        private final Instant at;

        private Collected(
                Set<String> capped,
                Map<AgencyId, Map<String, Integer>> used,
                Map<MessageKey, Set<String>> marks,
                List<Memory.Handed> handed,
                Map<MessageKey, List<Consent>> consents,
                RegisterDesk register,
                EarlierFigures figures,
                Versions versions,
                OpenEmergencies emergencies,
                SuspendedPairs suspended,
                OpenExercises exercises,
                Instant at) {
            this.capped = capped;
            used.forEach((recipient, counts) -> this.used.put(recipient, new HashMap<>(counts)));
            this.marks = marks;
            this.handed = handed;
            this.consents = consents;
            this.register = register;
            this.figures = figures;
            this.versions = versions;
            this.emergencies = emergencies;
            this.suspended = suspended;
            this.exercises = exercises;
            this.at = at;
        }

        /** What is known for the ruling on this message for this recipient. */
        Facts facts(Admission.Admitted admitted, AgencyId recipient) {
            return facts(admitted, recipient, Optional.empty());
        }

        private Facts facts(Admission.Admitted admitted, AgencyId recipient, Optional<UUID> own) {
            Message message = admitted.message();
            List<Memory.Handed> before = handed.stream()
                    .filter(each -> each.mark()
                            .map(marks.getOrDefault(message.key(), Set.of())::contains)
                            .orElseGet(() -> admitted.header().references().contains(each.key())))
                    .toList();
            Facts facts = Facts.NONE
                    .withThreadProtected(admitted.header().protectedThread())
                    .withUsed(Map.copyOf(used.getOrDefault(recipient, Map.of())))
                    .withRegister(register.ask(message, recipient))
                    .withEmergencies(emergencies.between(message.key().source().state(), recipient.state(), at))
                    .withSuspended(suspended.between(message.key().source().state(), recipient.state()))
                    .withExercise(exercises.of(message, at))
                    .withNewestVersion(versions.newest(message))
                    .withEarlierReleases(figures.of(message, recipient, own))
                    .withReceived(before.stream()
                            .filter(each -> isForeign(each, message.key().source()))
                            .collect(Collectors.toMap(
                                    Memory.Handed::key, Function.identity(), (one, same) -> one, LinkedHashMap::new))
                            .values()
                            .stream()
                            .map(each -> received(each, message.envelope().purpose()))
                            .toList());
            Handling given = before.stream().map(Memory.Handed::handling).reduce(Handling.H0, LeastHandling::highest);
            return Following.known(facts.withThreadHandling(given), message, recipient, admitted.references());
        }

        private Received received(Memory.Handed each, Purpose purpose) {
            List<Consent> said = consents.getOrDefault(each.key(), List.of());
            return new Received(
                    each.key().source(),
                    each.passing(),
                    each.addressed(),
                    ConsentsInOrder.granted(said, purpose, at),
                    ConsentsInOrder.granted(said, Purpose.EVIDENCE, at));
        }

        /** Counts a message that was judged for everybody for those that follow in the same batch. */
        void count(Message message) {
            versions.count(message);
        }

        /** Counts a ruling for those that follow in the same batch. */
        void count(Message message, Ruling ruling) {
            figures.add(message, ruling);
            if (!Traces.counts(ruling)) {
                return;
            }
            var counts = new ArrayList<>(ruling.rules());
            counts.retainAll(capped);
            counts.forEach(rule -> used.computeIfAbsent(ruling.recipient(), any -> new HashMap<>())
                    .merge(rule, 1, Integer::sum));
        }
    }
}
