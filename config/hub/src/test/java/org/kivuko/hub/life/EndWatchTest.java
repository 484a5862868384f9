package org.kivuko.hub.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.connector.postgres.LedgerAddress;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Parcel;

/**
 * Warnings before an end: the central contact of each party gets one 90, 30 and 7 days ahead, whatever is restarted between.
 */
@Tag("slow")
class EndWatchTest {
    @RegisterExtension
    static final LifeDatabase DATABASE = new LifeDatabase();

    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Instant now = END.minus(Duration.ofDays(91));
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final List<Parcel> sent = new ArrayList<>();
    private boolean brokerDown;
    private LedgerAddress address;
    private LifeTree tree;
    private LifeHub hub;
    private EndWatch watch;

    @BeforeEach
    void start() throws IOException, SQLException {
        address = DATABASE.another();
        tree = LifeTree.in(folder, "none");
        tree.ending("2027-01-01");
        open();
    }

    private void open() throws IOException {
        hub = LifeHub.open(tree, address, clock);
        watch = new EndWatch(hub.rules, hub.life(), this::send, clock);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void send(Parcel parcel) {
        if (brokerDown) {
            throw new BrokerUnavailable("refused by the test", null);
        }
        sent.add(parcel);
    }

    /** What is sent by looking twice, after a restart too, at an instant. */
    private List<String> told(Instant at) throws IOException {
        now = at;
        sent.clear();
        watch.look();
        watch.look();
        hub.close();
        open();
        watch.look();
        return sent.stream()
                .map(parcel -> new String(parcel.body(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void eachLevelIsToldOnceToEachParty() throws IOException {
        assertThat(told(END.minus(Duration.ofDays(90)).minusNanos(1))).isEmpty();
        for (int days : new int[] {90, 30, 7}) {
            assertThat(told(END.minus(Duration.ofDays(days))))
                    .as("%s days ahead", days)
                    .hasSize(2)
                    .allSatisfy(notice -> assertThat(notice).contains("KEN-UGA.life@1"))
                    .anySatisfy(notice -> assertThat(notice).contains("KEN.DIS"))
                    .anySatisfy(notice -> assertThat(notice).contains("UGA.DIS"));
            assertThat(told(END.minus(Duration.ofDays(days)).plusSeconds(3_600)))
                    .as("later that day")
                    .isEmpty();
        }
        assertThat(told(END)).as("it is over").isEmpty();
    }

    @Test
    void whatCouldNotBeToldIsToldLater() throws IOException {
        brokerDown = true;
        assertThat(told(END.minus(Duration.ofDays(30)))).isEmpty();

        brokerDown = false;

        assertThat(told(END.minus(Duration.ofDays(30)).plusSeconds(60))).hasSize(2);
    }
}
