package org.kivuko.operations.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.Lying;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.restore.Drift.Age;

/** What is planned for each thing that only one of them knows. */
class ReconcilerTest {
    private static final AgencyId SENDER = AgencyId.of("KEN.DIS");
    private static final Inbox INBOX = new Inbox(AgencyId.of("UGA.DCIC"), Channel.LIVE, Lane.BULK);
    private static final String OUTBOX = "agency.KEN.DIS.outbox";
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private boolean marked = true;
    private long known = 3;
    private long recorded = 5;
    private long released = 5;
    private final Set<UUID> lying = new HashSet<>();
    private final Set<UUID> aside = new HashSet<>();
    private final Map<UUID, RestoreLedger.Origin> believed = new HashMap<>();
    private final Set<MessageKey> onTheWay = new HashSet<>();
    private final List<MessageKey> accepted = new ArrayList<>();

    private static MessageKey key(String id) {
        return new MessageKey(SENDER, id);
    }

    /** Recorded for the inbox by a batch. */
    private UUID recorded(String id, long batch) {
        UUID delivery = UUID.randomUUID();
        believed.put(delivery, new RestoreLedger.Origin(delivery, OUTBOX, batch, key(id)));
        return delivery;
    }

    private Plan look() {
        return new Reconciler(ledgerMarks(), brokerMarks(), ledger(), broker(), withdrawals()).look(Optional.empty());
    }

    private LedgerMarks ledgerMarks() {
        return answering(
                LedgerMarks.class,
                Map.of(
                        "marks", Set.of(marked ? "mark" : "another"),
                        "positions", Map.of(OUTBOX, new LedgerMarks.Position(known, recorded))));
    }

    private BrokerMarks brokerMarks() {
        return answering(BrokerMarks.class, Map.of("mark", Optional.of("mark"), "released", Map.of(OUTBOX, released)));
    }

    private RestoreLedger ledger() {
        return answering(
                RestoreLedger.class, Map.of("last", Optional.of(NOON), "accepted", accepted, "origins", believed));
    }

    private RestoreBroker broker() {
        var names = new HashMap<UUID, MessageKey>();
        lying.stream().filter(id -> !believed.containsKey(id)).forEach(id -> names.put(id, key("unknown")));
        return answering(
                RestoreBroker.class,
                Map.of(
                        "inboxes", List.of(INBOX),
                        "lying", lying,
                        "putAside", aside,
                        "onTheWay", onTheWay,
                        "names", names));
    }

    private Withdrawals withdrawals() {
        var open = new HashMap<UUID, Lying>();
        believed.keySet().forEach(id -> open.put(id, new Lying.StandsVoid()));
        return answering(Withdrawals.class, Map.of("lying", open, "recorded", believed.keySet()));
    }

    /** Answers each call by its name; what it is asked about is picked out of a map. */
    private static <T> T answering(Class<T> port, Map<String, Object> answers) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    Object answer = answers.get(method.getName());
                    Object last = arguments == null ? null : arguments[arguments.length - 1];
                    if (answer instanceof Map<?, ?> all && last instanceof Collection<?> asked) {
                        var found = new HashMap<Object, Object>(all);
                        found.keySet().retainAll(asked);
                        return found;
                    }
                    return answer;
                }));
    }

    private static List<Loss.Kind> kinds(Plan plan) {
        return plan.losses().stream().map(Loss::kind).toList();
    }

    @Test
    void togetherNothingIsSaidOfWhatLacksSinceTheStartFindsIt() {
        recorded("m-1", 5);
        // When
        Plan plan = look();
        // Then
        assertThat(plan.drift().age()).isEqualTo(Age.TOGETHER);
        assertThat(plan.again()).isEmpty();
        assertThat(plan.takenOver()).isEmpty();
        assertThat(plan.released()).isEmpty();
        assertThat(plan.losses()).isEmpty();
        assertThat(plan.since()).contains(NOON);
    }

    @Test
    void whatAnOlderBrokerNeverReleasedIsWrittenAnewAndWhatItHadReleasedWasTakenOver() {
        released = 2;
        UUID early = recorded("m-1", 2);
        UUID late = recorded("m-2", 3);
        UUID there = recorded("m-3", 4);
        lying.add(there);
        // When
        Plan plan = look();
        // Then
        assertThat(plan.drift().age()).isEqualTo(Age.BROKER_OLDER);
        assertThat(plan.again()).containsExactly(late);
        assertThat(plan.takenOver()).containsExactly(Map.entry(INBOX, Set.of(early)));
        assertThat(kinds(plan)).containsExactly(Loss.Kind.GONE);
        assertThat(plan.released()).containsExactly(Map.entry(OUTBOX, 5L));
    }

    @Test
    void whatLiesAsideIsMissingNowhere() {
        released = 2;
        aside.add(recorded("m-1", 4));
        // When, Then
        assertThat(look().again()).isEmpty();
    }

    @Test
    void whatTheLedgerDoesNotKnowIsNamedWhicheverOfThemIsTheOlderOne() {
        released = 9;
        lying.add(UUID.randomUUID());
        UUID gone = recorded("m-1", 5);
        // When
        Plan plan = look();
        // Then
        assertThat(plan.drift().age()).isEqualTo(Age.LEDGER_OLDER);
        assertThat(kinds(plan)).containsExactlyInAnyOrder(Loss.Kind.UNKNOWN, Loss.Kind.GONE);
        assertThat(plan.again()).isEmpty();
        assertThat(plan.takenOver()).containsExactly(Map.entry(INBOX, Set.of(gone)));
        assertThat(plan.released()).containsExactly(Map.entry(OUTBOX, 9L));
    }

    @Test
    void whereNothingTellsTheirOrderTheLastBatchCountsAsReleasedAndIsWrittenAnewWhereItLacks() {
        marked = false;
        released = 4;
        UUID last = recorded("m-1", 5);
        // When
        Plan plan = look();
        // Then
        assertThat(plan.drift().age()).isEqualTo(Age.UNTOLD);
        assertThat(plan.released()).containsExactly(Map.entry(OUTBOX, 5L));
        assertThat(plan.again()).containsExactly(last);
    }

    @Test
    void whatWasAcceptedIsLostOnlyWhereItLiesNowhere() {
        accepted.addAll(List.of(key("m-1"), key("m-2")));
        onTheWay.add(key("m-2"));
        // When, Then
        assertThat(look().losses())
                .containsExactly(new Loss(Loss.Kind.ACCEPTED, key("m-1"), Optional.empty(), Optional.empty()));
    }
}
