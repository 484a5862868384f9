package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.UGA_KEY;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.connector.http.Crowd.Limits;

/**
 * Seen to fail with a door that lets whoever comes last go, with strangers who may be idle long, with heads that are not looked at, and
 * with callers who are known and let go nonetheless.
 */
class CrowdTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final TestDoor door = new TestDoor();
    private final List<Wire> wires = new ArrayList<>();

    @AfterEach
    void close() {
        wires.forEach(Wire::close);
        door.close();
    }

    private Wire wire() {
        var wire = new Wire(door.port());
        wires.add(wire);
        return wire;
    }

    /** A stranger whom the door has noticed: who connects at the same moment is noticed in any order. */
    private Wire noticed() {
        int before = door.door().connections();
        Wire wire = wire();
        Awaitility.await().until(() -> door.door().connections() > before);
        return wire;
    }

    private static String call(String key) {
        return "GET /v1/inbox?max=1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n\r\n";
    }

    private Wire known(String key) {
        Wire wire = wire().write(call(key));
        assertThat(wire.read(12)).isEqualTo("HTTP/1.1 200");
        return wire;
    }

    @Test
    @Tag("slow")
    void twoThousandSilentConnectionsKeepNobodyOut() {
        // Given
        door.open();
        for (int i = 0; i < 2_000; i++) {
            wire();
        }

        // When
        int status = door.get("/v1/inbox?max=1", UGA_KEY).statusCode();

        // Then
        assertThat(status).isEqualTo(200);
    }

    @Test
    void halfHeadsAndBodiesOfStrangersKeepNobodyOutEither() {
        // Given
        door.open();
        for (int i = 0; i < 600; i++) {
            wire().write("GET /v1/inbox HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            wire().write("POST /v1/ops/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\n\r\n{");
        }

        // When
        int status = door.get("/v1/inbox?max=1", UGA_KEY).statusCode();

        // Then
        assertThat(status).isEqualTo(200);
    }

    @Test
    void theOldestStrangerMakesRoomAndNobodyWhoIsKnown() {
        // Given
        door.open(new Limits(4, 100, LONG, LONG, LONG));
        Wire known = known(KEN_KEY);
        Wire oldest = noticed();
        Wire older = noticed();
        noticed();

        // When
        Wire late = known(UGA_KEY);

        // Then
        assertThat(oldest.readAll()).isEmpty();
        assertThat(known.write(call(KEN_KEY)).read(1)).isNotEmpty();
        assertThat(late.write(call(UGA_KEY)).read(1)).isNotEmpty();
        assertThat(older.write(call(KEN_KEY)).read(12)).isEqualTo("HTTP/1.1 200");
    }

    @Test
    void ofThoseWhoAreKnownAnIdleOneOfWhoeverHasTheMostMakesRoom() {
        // Given
        door.open(new Limits(4, 100, LONG, LONG, LONG));
        Wire other = known(UGA_KEY);
        Wire first = known(KEN_KEY);
        known(KEN_KEY);
        known(KEN_KEY);

        // When
        Wire late = known(UGA_KEY);

        // Then
        first.readAll();
        assertThat(other.write(call(UGA_KEY)).read(1)).isNotEmpty();
        assertThat(late.write(call(UGA_KEY)).read(1)).isNotEmpty();
    }

    @Test
    void ofOneAddressNoMoreStrangersStayThanItMayHave() {
        // Given
        door.open(new Limits(100, 3, LONG, LONG, LONG));
        Wire oldest = noticed();
        wire();
        wire();

        // When
        wire();

        // Then
        assertThat(oldest.readAll()).isEmpty();
    }

    @Test
    void aStrangerWhoSaysNothingLeavesSoonerThanACallerWhoIsKnown() {
        // Given
        door.open(new Limits(100, 100, Duration.ofSeconds(2), LONG, LONG));
        Wire known = known(KEN_KEY);

        // When
        String end = wire().readAll();

        // Then
        assertThat(end).isEmpty();
        assertThat(known.write(call(KEN_KEY)).read(1)).isNotEmpty();
    }

    @Test
    void aHeadThatComesByteByByteComesToAnEnd() {
        // Given
        door.open(new Limits(100, 100, LONG, LONG, Duration.ofSeconds(1)));
        Wire slow = known(KEN_KEY);
        Wire patient = known(UGA_KEY);

        // When
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    try {
                        slow.write("G");
                        return false;
                    } catch (UncheckedIOException closed) {
                        return true;
                    }
                });

        // Then
        assertThat(patient.write(call(UGA_KEY)).read(1)).isNotEmpty();
    }
}
