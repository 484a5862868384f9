package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The programs of the page for integrators, as they stand on it, in processes that know nothing of the hub but its address and two
 * keys. Seen to fail with a receipt that was not acknowledged, and with an address of a call that the hub has not.
 */
@Tag("slow")
class FirstHourTest {
    private static final Pattern PROGRAM =
            Pattern.compile("<pre id=\"snippet-([^\"]+)\"[^>]*>(.*?)</pre>", Pattern.DOTALL);
    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static List<String> programs() {
        var names = new ArrayList<String>();
        Matcher found = PROGRAM.matcher(hub.withoutKey("/docs"));
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    private static String program(String name) {
        Matcher found = PROGRAM.matcher(hub.withoutKey("/docs"));
        while (found.find()) {
            if (found.group(1).equals(name)) {
                return found.group(2)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&");
            }
        }
        throw new AssertionError("the page holds no " + name);
    }

    private static String run(String file, String tool) throws IOException, InterruptedException {
        return Programs.run(hub, file, program(file), tool);
    }

    @Test
    void everyProgramOfThePageIsRunHere() {
        assertThat(programs())
                .containsExactlyInAnyOrder("first_hour.py", "first-hour.mjs", "FirstHour.java", "first-hour.sh");
    }

    @Test
    void whatIsKeptIsWhatIsShown() {
        for (String name : programs()) {
            assertThat(hub.withoutKey("/docs/files/snippets/" + name)).isEqualTo(program(name));
        }
    }

    @ParameterizedTest
    @CsvSource({"first_hour.py, python3", "first-hour.mjs, node", "FirstHour.java, java"})
    void aProgramPostsReadsItsReceiptFetchesAcknowledgesAndUnderstandsARefusal(String file, String tool)
            throws IOException, InterruptedException {
        // When
        String said = run(file, tool);

        // Then
        assertThat(said)
                .contains("accepted ", "UGA.DCIC", "processed", "fetched ", "KEN-UGA.osbp@")
                .contains("refused SCHEMA_VIOLATION see " + hub.hub().url() + "/docs#SCHEMA_VIOLATION", "/data/urgency")
                .doesNotContain("MFANO")
                .doesNotContain(hub.key("KEN.DIS"), hub.key("UGA.DCIC"));
        assertNothingWaits();
    }

    @Test
    void theSameGoesByHand() throws IOException, InterruptedException {
        Programs.tool("curl");

        String said = run("first-hour.sh", "bash");

        assertThat(said)
                .contains(
                        "\n202\n",
                        "\"status\":\"judged\"",
                        "\"deliveries\":[{",
                        "204\n",
                        "\n422\n",
                        "SCHEMA_VIOLATION");
        assertThat(hub.desk("UGA.DCIC").lease()).isEmpty();
        hub.desk("KEN.DIS").receipts();
    }

    /** Everything was acknowledged: what is only leased still counts. */
    private static void assertNothingWaits() {
        await().atMost(Desk.PATIENCE).untilAsserted(() -> {
            assertThat(hub.waiting("agency.UGA.DCIC.inbox")).isZero();
            assertThat(hub.waiting("agency.KEN.DIS.receipts")).isZero();
        });
    }
}
