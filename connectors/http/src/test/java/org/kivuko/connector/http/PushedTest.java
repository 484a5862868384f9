package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.push.PushState;
import org.kivuko.exchange.push.Pushes;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;

/** Who is pushed to fetches nothing: two hands in one inbox would put it out of order. */
class PushedTest {
    private static final AgencyId PUSHED = AgencyId.of("UGA.DCIC");

    private final TestDoor door = new TestDoor();

    @BeforeEach
    void open() {
        door.pushes = new Pushes() {
            @Override
            public boolean deliveries(AgencyId agency, Channel channel) {
                return agency.equals(PUSHED) && channel == Channel.LIVE;
            }

            @Override
            public boolean receipts(AgencyId agency) {
                return agency.equals(PUSHED);
            }

            @Override
            public List<PushState> states() {
                return List.of(
                        new PushState(PUSHED, true, 3, 20, Optional.of("status 500"), Optional.of(Instant.EPOCH), 12));
            }
        };
        door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private int get(String key, String path) {
        return door.get(path, key).statusCode();
    }

    @Test
    void givenAnAgencyToWhichIsPushed_whenItFetches_thenItIsToldSo_andNobodyElseIs() {
        assertThat(get(TestDoor.UGA_KEY, "/v1/inbox")).isEqualTo(409);
        assertThat(get(TestDoor.UGA_KEY, "/v1/receipts")).isEqualTo(409);
        assertThat(get(TestDoor.UGA_KEY, "/v1/inbox?channel=exercise")).isEqualTo(200);
        assertThat(get(TestDoor.KEN_KEY, "/v1/inbox")).isEqualTo(200);
        assertThat(get(TestDoor.KEN_KEY, "/v1/receipts")).isEqualTo(200);
        assertThat(door.shelf.asked).as("its shelf was never asked").hasValue(3);
    }

    @Test
    void givenWhoSeesEverything_whenAskingForFigures_thenItIsSaidHowPushingStands() {
        String figures = door.get("/observe/metrics", TestDoor.OPERATOR_KEY).body();

        assertThat(figures)
                .contains("kivuko_push_failed{agency=\"UGA.DCIC\"} 3.0")
                .contains("kivuko_push_stopped{agency=\"UGA.DCIC\"} 1.0")
                .contains("kivuko_push_taken{agency=\"UGA.DCIC\"} 12.0");
        assertThat(door.send(door.to("/observe/metrics").GET()).body()).doesNotContain("kivuko_push_taken{");
    }
}
