package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.PostingTest.assertProblem;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.UGA_KEY;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;

/** Flow reports as tables of SDMX-CSV, in and out. */
class FlowTablesTest {
    private static final String SDMX = "application/vnd.sdmx.data+csv";
    private static final Path EXAMPLES = Path.of(System.getProperty("kivuko.root", "../.."), "config/schemas");

    private final TestDoor door = new TestDoor();

    @BeforeEach
    void open() {
        door.reads = true;
        door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private HttpResponse<String> deliveredAs(String accept) throws IOException {
        UUID delivery = door.shelf.put(
                AgencyId.of("UGA.DCIC"),
                Channel.EXERCISE,
                Files.readString(EXAMPLES.resolve("examples/delivered-flow-report-month.json")));
        door.get("/v1/inbox?channel=exercise", UGA_KEY);
        return door.send(door.to("/v1/inbox/" + delivery)
                .header("Authorization", "Bearer " + UGA_KEY)
                .header("Accept", accept)
                .GET());
    }

    @Test
    void aDeliveredReportIsServedAsATableWhereThatIsAskedFor() throws IOException {
        for (String accept : new String[] {SDMX, SDMX + ";version=2.0.0", SDMX + "; labels=id; version=\"2.0.0\""}) {
            HttpResponse<String> table = deliveredAs(accept);

            assertThat(table.statusCode()).as(accept).isEqualTo(200);
            assertThat(table.headers().firstValue("Content-Type")).hasValue(SDMX + ";version=2.0.0");
            assertThat(table.body())
                    .startsWith("STRUCTURE,STRUCTURE_ID,ACTION,")
                    .contains("UGA,F,");
        }
        assertThat(deliveredAs("*/*").headers().firstValue("Content-Type")).hasValue("application/cloudevents+json");
    }

    /** Seen to fail with a version that was not looked at. */
    @Test
    void whoAsksForAnotherVersionIsNotServedThisOne() throws IOException {
        assertProblem(deliveredAs(SDMX + ";version=1.0.0"), 406, "NOT_ACCEPTABLE");
        assertThat(deliveredAs(SDMX + ";version=1.0.0, application/json;q=0.1")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/json");
    }

    /** The table that the page shows. */
    private static String shown() throws IOException {
        return Files.readString(EXAMPLES.resolve("SDMX.md")).split("```\n", -1)[1];
    }

    @Test
    void theTableThatThePageShowsIsTaken() throws IOException {
        HttpResponse<String> answer = door.post("/v1/messages", KEN_KEY, SDMX + ";version=2.0.0", shown());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @Test
    void aTableOfSeveralReportsIsRefusedWithLineAndColumn() throws IOException {
        HttpResponse<String> answer = door.post(
                "/v1/messages",
                KEN_KEY,
                SDMX,
                shown().replace("KEN-BUSIA,ENTRY,2026-10,UGA", "KEN-MALABA,ENTRY,2026-10,UGA"));

        assertProblem(answer, 422, "SDMX_02");
        assertThat(answer.body())
                .contains("/data/post", "line 3, column 6 (POST)")
                .doesNotContain("MALABA");
    }
}
