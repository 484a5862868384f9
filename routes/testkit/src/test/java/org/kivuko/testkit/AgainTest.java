package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Admission;
import org.kivuko.exchange.Again;
import org.kivuko.exchange.Arrival;
import org.kivuko.exchange.Batch;
import org.kivuko.exchange.Digests;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.FactsCollector;
import org.kivuko.exchange.Gate;
import org.kivuko.exchange.Judging;
import org.kivuko.exchange.OpenEmergencies;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Passage;
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.Recorder;
import org.kivuko.exchange.RegisterDesk;
import org.kivuko.exchange.Reopened;
import org.kivuko.exchange.Stations;
import org.kivuko.exchange.Vault;
import org.kivuko.exchange.limit.QuotaPlan;
import org.kivuko.exchange.limit.Quotas;
import org.kivuko.exchange.limit.Room;
import org.kivuko.exchange.limit.Standstill;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;

/** What waits is judged again from what was sent, whatever its recipient was given of it. */
class AgainTest {
    private static final Outbox OUTBOX = new Outbox(SmallWorld.KEN_DIS, Channel.LIVE, Lane.BULK);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-01T08:01:00Z"));
    private final InMemoryLedger ledger = new InMemoryLedger(clock);
    private final Vault vault = new Vault(new byte[32]);
    private final Admission admission = new Admission(SmallWorld::agreements, ledger, new Digests(new byte[32]));
    private final Again again = new Again(ledger, vault, admission, SmallWorld::agreements);

    /** Sends one alert to the immigration service, which is given its core alone. */
    private UUID given(String more) throws Exception {
        var stations = new Stations(
                new Reader(), admission, SmallWorld::agreements, new Quotas(QuotaPlan.NONE), new Standstill(), clock);
        byte[] body = SmallWorld.stolenPassport(SmallWorld.KEN_DIS, "m-1", "UGA.DCIC", more)
                .getBytes(StandardCharsets.UTF_8);
        var arrival = new Arrival(OUTBOX, body, "", Door.BROKER, List.of(), false, key -> false);
        Passage passage = stations.address(stations.admit(stations.read(arrival)));
        var batch =
                new Batch(ledger.begin(OUTBOX, 0), 1, List.of(passage), parcel -> {}, new Gate().begin(() -> false));
        new Recorder(ledger, vault, clock)
                .record(new Judging(
                                SmallWorld::agreements,
                                new FactsCollector(
                                        ledger,
                                        new Digests(new byte[32]),
                                        RegisterDesk.closed(),
                                        new Vault(new byte[32]),
                                        OpenEmergencies.NONE),
                                again,
                                new Room(agency -> Room.DEFAULT_LIMIT),
                                clock)
                        .judge(batch));
        return ledger.status(new MessageKey(SmallWorld.KEN_DIS, "m-1"))
                .orElseThrow()
                .recipients()
                .get(0)
                .ruling();
    }

    @Test
    void opensTheWholeOriginalOfWhatWasReduced() throws Exception {
        // Given
        UUID delivery = given("\"msgType\":\"Alert\",");
        // When
        Reopened opened = again.open(List.of(delivery)).get(delivery);
        // Then
        assertThat(opened.message().json().at("/data/subject/document/number").asText())
                .isEqualTo("ZZ0000001");
        assertThat(opened.outbox()).isEqualTo(OUTBOX);
        assertThat(opened.original().outcome()).isEqualTo(Outcome.REDUCED);
        assertThat(again.judge(opened, clock.instant(), Facts.NONE).outcome()).isEqualTo(Outcome.REDUCED);
    }

    @Test
    void refusesAgainWhatHasExpiredWhileItWaited() throws Exception {
        // Given
        UUID delivery = given("\"msgType\":\"Alert\",");
        // When
        var ruling = again.judge(
                again.open(List.of(delivery)).get(delivery), Instant.parse("2027-01-01T00:00:00Z"), Facts.NONE);
        // Then
        assertThat(ruling.reason()).isEqualTo(Optional.of(Code.EXPIRED));
    }

    @Test
    void remembersHowLargeAMessageWasWhenItWasSent() throws Exception {
        // Given: white space that no canonical form has
        UUID delivery = given("                    \"msgType\":\"Alert\",");
        // When
        Reopened opened = again.open(List.of(delivery)).get(delivery);
        // Then
        assertThat(opened.message().sizeBytes())
                .isEqualTo(SmallWorld.stolenPassport(
                                SmallWorld.KEN_DIS, "m-1", "UGA.DCIC", "                    \"msgType\":\"Alert\",")
                        .getBytes(StandardCharsets.UTF_8)
                        .length);
    }

    @Test
    void opensNothingOnceTheDeliveryHasEnded() throws Exception {
        // Given
        UUID delivery = given("\"msgType\":\"Alert\",");
        ledger.fetched(SmallWorld.UGA_DCIC, List.of(delivery), clock.instant());
        // When
        ledger.acknowledge(SmallWorld.UGA_DCIC, delivery, clock.instant());
        // Then
        assertThat(again.open(List.of(delivery))).isEmpty();
    }

    /** The planted defect: a vault under another secret. */
    @Test
    void doesNotGoOnWithASecretThatIsNotTheLedgers() throws Exception {
        // Given
        UUID delivery = given("\"msgType\":\"Alert\",");
        byte[] other = new byte[32];
        other[31] = 1;
        // When, Then
        assertThatThrownBy(() ->
                        new Again(ledger, new Vault(other), admission, SmallWorld::agreements).open(List.of(delivery)))
                .isInstanceOf(Vault.BrokenSeal.class);
    }
}
