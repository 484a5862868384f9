package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.EVENT;
import static org.kivuko.connector.http.TestDoor.KEN;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;
import static org.kivuko.connector.http.TestDoor.json;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.QuarantineRow;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

class ObservationTest {
    private final TestDoor door = new TestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    private HttpResponse<String> get(String path) {
        return door.send(door.to(path).GET());
    }

    @Test
    void isUpWithWhatOperatorsHaveToKnow() {
        // Given
        door.health.add(new HealthSource("ledger", () -> HealthSource.Health.UP));
        door.health.add(new HealthSource("agreements", () -> new HealthSource.Health(true, "unsigned")));
        door.open();

        // When
        HttpResponse<String> health = get("/observe/health");

        // Then
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body())
                .isEqualTo("{\"status\":\"up\",\"components\":{\"ledger\":{\"status\":\"up\"},"
                        + "\"agreements\":{\"status\":\"up\",\"detail\":\"unsigned\"}}}");
    }

    @Test
    void isDownWithTheReasonWhereOneThingIs() {
        // Given
        door.health.add(
                new HealthSource("ledger", () -> HealthSource.Health.of(false, "the database does not answer")));
        door.health.add(new HealthSource("broker", () -> {
            throw new IllegalStateException("canary-in-exception");
        }));
        door.open();

        // When
        HttpResponse<String> health = get("/observe/health");

        // Then
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body())
                .isEqualTo("{\"status\":\"down\",\"components\":{"
                        + "\"ledger\":{\"status\":\"down\",\"detail\":\"the database does not answer\"},"
                        + "\"broker\":{\"status\":\"down\",\"detail\":\"the check itself failed\"}}}");
        assertThat(get("/observe/ready").statusCode()).isEqualTo(503);
        assertThat(get("/observe/live").statusCode()).isEqualTo(200);
    }

    @Test
    void isReadyOnceTheHubHasFinishedItsStart() {
        // Given
        door.ready = false;
        door.open();

        // When and Then
        assertThat(get("/observe/ready").statusCode()).isEqualTo(503);
        door.ready = true;
        assertThat(get("/observe/ready").body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void countsByRouteAndNeverByWhatACallerWrote() {
        // Given
        door.health.add(new HealthSource("ledger", () -> HealthSource.Health.UP));
        door.open();
        door.get("/v1/messages/m-canary", KEN_KEY);
        door.get("/v1/canary", KEN_KEY);
        door.get("/canary", KEN_KEY);
        door.send(door.to("/v1/messages").method("CANARY", BodyPublishers.noBody()));
        door.post("/v1/messages", KEN_KEY, EVENT, "{\"canary\":1}");

        // When
        String figures = get("/observe/metrics").body();

        // Then
        assertThat(figures)
                .contains(
                        "kivuko_http_requests_seconds_count{method=\"GET\",route=\"/v1/messages/{id}\",status=\"404\"} 1")
                .contains("kivuko_http_requests_seconds_count{method=\"GET\",route=\"other\",status=\"404\"} 2")
                .contains(
                        "kivuko_http_requests_seconds_count{method=\"other\",route=\"/v1/messages\",status=\"401\"} 1")
                .contains("kivuko_http_requests_seconds_count{method=\"POST\",route=\"/v1/messages\",status=\"202\"} 1")
                .contains("kivuko_ledger{what=\"accepted\"} 7.0")
                .contains("kivuko_queue_messages{queue=\"agency.KEN.DIS.outbox\"} 3.0")
                .contains("kivuko_up{component=\"ledger\"} 1.0")
                .contains("jvm_memory_used_bytes")
                .doesNotContainIgnoringCase("canary");
    }

    @Test
    void keepsItsFiguresWhileBrokerAndLedgerAreDown() {
        // Given
        door.open();
        door.brokerDown = true;
        door.ledger.down = true;

        // When
        HttpResponse<String> figures = get("/observe/metrics");

        // Then
        assertThat(figures.statusCode()).isEqualTo(200);
        assertThat(figures.body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void showsOperatorsTheQueues() {
        // Given
        door.open();

        // When and Then
        assertThat(door.get("/v1/ops/queues", OPERATOR_KEY).body())
                .startsWith("{\"queues\":[{\"queue\":\"agency.KEN.DIS.outbox\",\"messages\":3,\"consumers\":1,"
                        + "\"added\":10,\"acknowledged\":7,\"agency\":\"KEN.DIS\",\"state\":\"KEN\","
                        + "\"kind\":\"outbox\",\"lane\":\"bulk\",\"channel\":\"live\"");
        door.brokerDown = true;
        PostingTest.assertComeAgain(door.get("/v1/ops/queues", OPERATOR_KEY));
    }

    @Test
    void showsOperatorsWhatCouldNotBeRead() {
        // Given
        door.open();
        var fault = new Fault("", Code.UNREADABLE, "not JSON");
        var row = new QuarantineRow(TestDoor.NOW, KEN, Door.BROKER, Code.UNREADABLE, List.of(fault));
        door.ledger.quarantined.addAll(List.of(row, row));

        // When and Then
        assertThat(door.get("/v1/ops/quarantine?max=1", OPERATOR_KEY).body())
                .isEqualTo("{\"quarantine\":[{\"at\":\"2026-11-23T08:00:00.000Z\",\"agency\":\"KEN.DIS\","
                        + "\"door\":\"broker\",\"code\":\"UNREADABLE\","
                        + "\"errors\":[{\"pointer\":\"\",\"detail\":\"not JSON\",\"code\":\"UNREADABLE\"}]}]}");
        assertThat(json(door.get("/v1/ops/quarantine", OPERATOR_KEY)).path("quarantine"))
                .hasSize(2);
        PostingTest.assertProblem(door.get("/v1/ops/quarantine?max=0", OPERATOR_KEY), 400, "SCHEMA_VIOLATION");
    }
}
