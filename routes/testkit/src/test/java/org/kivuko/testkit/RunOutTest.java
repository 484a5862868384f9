package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kivuko.testkit.SmallWorld.KEN_BMS;
import static org.kivuko.testkit.SmallWorld.KEN_DIS;
import static org.kivuko.testkit.SmallWorld.UGA_UPF;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Ruling;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Gate;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.LinkNumber;
import org.kivuko.exchange.Lying;
import org.kivuko.exchange.OpenEmergencies;
import org.kivuko.exchange.SecondJudgement;
import org.kivuko.exchange.Waiting;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.exchange.Withdrawer;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Lane;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** What the broker took out of an inbox goes back to where it stood, with a keeper and a ledger that remember everything. */
@Timeout(20)
class RunOutTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:01:00Z");
    private static final Instant END = Instant.parse("2026-11-01T09:00:00Z");
    private static final Inbox INBOX = new Inbox(UGA_UPF, Channel.LIVE, Lane.BULK);
    private static final Message MESSAGE = message();

    private final RememberedKeeper keeper = new RememberedKeeper();
    private final RememberedWithdrawals withdrawals = new RememberedWithdrawals();
    private final Set<UUID> over = new HashSet<>();
    private final Set<UUID> placed = new HashSet<>();
    private final TestClock clock = new TestClock(NOW);
    private final Agreements agreements = SmallWorld.agreements();
    private final InMemoryLedger ledger = new InMemoryLedger(clock);
    private Withdrawer withdrawer;

    @BeforeEach
    void start() throws InterruptedException {
        keeper.runOutOf = Optional.of(INBOX);
        withdrawer = new Withdrawer(
                keeper, new Gate(), () -> agreements, withdrawals, this::judge, ledger, OpenEmergencies.NONE, clock);
        withdrawer.start();
    }

    @AfterEach
    void stop() {
        withdrawer.close();
    }

    private static Message message() {
        String json = SmallWorld.stolenPassport(KEN_DIS, "m-1", "UGA", "\"msgType\":\"Alert\",");
        return ((Reading.Accepted<Message>) MessageJson.read(json.getBytes(StandardCharsets.UTF_8))).value();
    }

    private Map<UUID, SecondJudgement.Rejudged> judge(Collection<UUID> ids, Agreements rules, Instant at) {
        var judged = new HashMap<UUID, SecondJudgement.Rejudged>();
        for (UUID id : ids) {
            Ruling ruling = over.contains(id)
                    ? Ruling.refused(UGA_UPF, Code.EXPIRED, MESSAGE.envelope().handling())
                    : rules.judge(MESSAGE, UGA_UPF, at, Facts.NONE);
            judged.put(id, new SecondJudgement.Rejudged(MESSAGE, Map.of(), ruling, Optional.of(END)));
        }
        return judged;
    }

    /** A delivery of one link: its id says sender and number. */
    private Waiting delivery(AgencyId sender, long number) {
        var id = new UUID(sender.equals(KEN_DIS) ? 1 : 2, number);
        var link = new LinkNumber(1, "epoch", number);
        withdrawals.places.put(id, new Withdrawals.Place(sender, link));
        withdrawals.lying.put(id, new Lying.Open(link, Optional.empty()));
        placed.add(id);
        return new Waiting(Optional.of(id), "{}".getBytes(StandardCharsets.UTF_8), "", Optional.empty());
    }

    private void waits(AgencyId sender, long number) {
        keeper.put(INBOX, delivery(sender, number));
    }

    private void ranOut(AgencyId sender, long number) {
        Waiting item = delivery(sender, number);
        over.add(item.id().orElseThrow());
        keeper.runOut.add(item);
    }

    private void look() {
        withdrawer.lookForRunOut();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> withdrawer.closed().isEmpty());
    }

    /** Sender, number and whether it is a void, in the order of the inbox. */
    private List<String> lies() {
        return keeper.items(INBOX).stream()
                .map(item -> {
                    Withdrawals.Place place = withdrawals.places.get(item.id().orElseThrow());
                    boolean stands = placed.contains(item.id().orElseThrow());
                    return (place.sender().equals(KEN_DIS) ? "a" : "b")
                            + place.link().number()
                            + (stands ? "" : " void");
                })
                .toList();
    }

    /** Seen to fail with what has run out put at the end alone. */
    @Test
    void eachGoesBeforeTheFirstGreaterNumberOfItsLinkElseToTheEnd() throws Exception {
        // Given
        waits(KEN_DIS, 2);
        waits(KEN_BMS, 1);
        waits(KEN_DIS, 5);
        ranOut(KEN_DIS, 4);
        ranOut(KEN_BMS, 2);
        ranOut(KEN_DIS, 1);
        ranOut(KEN_DIS, 3);
        ranOut(KEN_DIS, 6);

        // When
        look();

        // Then
        assertThat(lies()).containsExactly("a1 void", "a2", "b1", "a3 void", "a4 void", "a5", "b2 void", "a6 void");
        assertThat(keeper.runOut).isEmpty();
        assertThat(withdrawals.withdrawn).extracting(each -> each.state()).containsOnly(DeliveryState.EXPIRED);
        assertThat(withdrawals.withdrawn).extracting(each -> each.reason()).containsOnly(Code.EXPIRED);

        // When
        stop();
        keeper.runOut.add(keeper.queues.get(INBOX.queue()).remove(1));
        over.add(new UUID(1, 2));
        start();

        // Then
        assertThat(lies().subList(0, 4)).containsExactly("a1 void", "b1", "a2 void", "a3 void");
    }

    /** The ledger has said its word and the broker has not followed: the same void, once. */
    @Test
    void aKillBetweenTheTwoCommitsDoublesAndLosesNothing() throws Exception {
        // Given
        waits(KEN_DIS, 2);
        ranOut(KEN_DIS, 1);
        keeper.failures = 1;

        // When
        look();

        // Then
        assertThat(keeper.failures).isZero();
        assertThat(lies()).containsExactly("a1 void", "a2");
        assertThat(withdrawals.withdrawn).hasSize(1);
    }

    /** Seen to fail with what is wanted again put at the end alone. */
    @Test
    void whatIsWantedAgainStandsBeforeEverythingNewerOfItsLinkAndOnceWhateverIsKilled() {
        // Given
        waits(KEN_DIS, 3);
        waits(KEN_BMS, 1);
        wanted(KEN_DIS, 2, false);
        wanted(KEN_DIS, 1, true);
        wanted(KEN_DIS, 4, false);
        keeper.failures = 1;

        // When
        withdrawer.handOverAgain(new Withdrawals.Link(KEN_DIS, INBOX), "epoch", 1, 4);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> withdrawer.closed().isEmpty());

        // Then
        assertThat(lies()).containsExactly("a1 void", "a2", "a3", "b1", "a4");
        assertThat(withdrawals.wanted).isEmpty();
        assertThat(withdrawals.withdrawn).extracting(each -> each.state()).containsOnly(DeliveryState.RECALLED);
        assertThat(withdrawals.rewritten)
                .as("a second hand-over is recorded like the first")
                .extracting(each -> each.id().getLeastSignificantBits())
                .contains(2L, 4L);
    }

    private void wanted(AgencyId sender, long number, boolean recalled) {
        UUID id = delivery(sender, number).id().orElseThrow();
        withdrawals.wanted.add(
                new Withdrawals.Wanted(id, withdrawals.places.get(id), recalled, Optional.empty(), Optional.empty()));
    }

    @Test
    void whatIsNotOverByTheClockOfTheHubGoesBackWithTheTimeThatIsLeft() throws Exception {
        // Given
        ranOut(KEN_DIS, 1);
        waits(KEN_DIS, 2);
        over.clear();

        // When
        look();

        // Then
        assertThat(lies()).containsExactly("a1", "a2");
        assertThat(keeper.timesToLive.values()).containsOnly(Duration.between(NOW, END));
        assertThat(withdrawals.withdrawn).isEmpty();
    }

    @Test
    void whatNobodyKnowsIsLaidAsideAndWhatWasTakenOverGoes() throws Exception {
        // Given
        ranOut(KEN_DIS, 1);
        ranOut(KEN_DIS, 2);
        waits(KEN_DIS, 3);
        withdrawals.lying.put(new UUID(1, 1), new Lying.TakenOver());
        withdrawals.lying.remove(new UUID(1, 2));
        withdrawals.places.remove(new UUID(1, 2));

        // When
        look();

        // Then
        assertThat(lies()).containsExactly("a3");
        assertThat(keeper.queues.get("hub.dead")).hasSize(1);
    }
}
