package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.acceptance.CrookedHub.Defect;
import org.kivuko.hub.conform.Conformance;
import org.kivuko.hub.conform.Outcome;
import org.kivuko.hub.conform.Target;

/** This hub passes every case of the conformance kit, and a hub with a defect does not. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformAcceptanceTest {
    private static final int CASES = 319;
    private static final Duration LONG = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a defect keeps back never comes. */
    private static final Duration SHORT = Duration.ofSeconds(4);

    private static final String EVERYTHING = "";

    @TempDir
    private static Path folder;

    private final RunningClock clock = new RunningClock(Instant.now());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Duration ahead = Duration.ZERO;
    private TestHub hub;

    @BeforeAll
    void start() throws IOException {
        hub = TestHub.startOn(TrialConfiguration.write(folder), clock);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    /** Short waits are for the hub to do its work; for long ones its clock goes on. */
    private void pause(Duration time) throws InterruptedException {
        if (time.compareTo(LONG) < 0) {
            Thread.sleep(time.toMillis());
        } else {
            ahead = ahead.plus(time);
            clock.setAhead(ahead);
        }
    }

    private void pastTheLease() {
        ahead = ahead.plusSeconds(62);
        clock.setAhead(ahead);
    }

    private Outcome ask(URI url, Optional<String> partnerKey, String only, long seed, Duration patience)
            throws IOException {
        var plan = new Conformance.Plan(
                new Target(url, http, this::pause, patience),
                "KEN.DIS",
                hub.key("KEN.DIS"),
                "UGA.DCIC",
                partnerKey,
                "",
                only,
                seed);
        return new Conformance(plan, clock, line -> {}).run();
    }

    private URI url() {
        return hub.hub().url();
    }

    private Optional<String> partnerKey() {
        return Optional.of(hub.key("UGA.DCIC"));
    }

    @Test
    void thisHubPassesEveryCaseAndNothingIsLeftBehind() throws IOException {
        // When
        Outcome outcome = ask(url(), partnerKey(), EVERYTHING, 7, PATIENCE);

        // Then
        assertThat(outcome.lines())
                .containsExactly(CASES + " of " + CASES + " asked cases passed, 0 failed, 0 not asked");
        assertThat(hub.desk("UGA.DCIC").fetchAll()).isEmpty();
        assertThat(hub.desk("UGA.DCIC").fetchAll("exercise")).isEmpty();
        assertThat(hub.desk("KEN.DIS").receipts()).isEmpty();
        hub.assertBooksBalance();
    }

    @Test
    void withoutThePartnersKeyWhatNeedsItIsNotAskedAndNotCounted() throws IOException {
        // When
        Outcome outcome = ask(url(), Optional.empty(), "DUP-*,LSE-*,ALR-*", 1, PATIENCE);

        // Then
        assertThat(outcome.score().failed()).isZero();
        assertThat(outcome.score().notAsked()).isEqualTo(22);
        assertThat(outcome.score().passed()).isEqualTo(40);
        assertThat(outcome.lines()).anyMatch(line -> line.startsWith("22 not asked: the recipient's side needs a key"));
        assertThat(hub.desk("UGA.DCIC").fetchAll()).isEmpty();
    }

    @Test
    void whatOthersHavePostedIsLeftToTheRecipient() throws IOException {
        // Given
        var foreign = Samples.stolenPassport("not-of-the-kit", "UGA.DCIC");
        foreign.put("post", "KEN-BUSIA")
                .put("expires", clock.instant().plusSeconds(3600).toString());
        foreign.put("time", clock.instant().toString());
        hub.desk("KEN.DIS").give(foreign);
        hub.desk("KEN.DIS").judged("not-of-the-kit");

        // When
        Outcome outcome = ask(url(), partnerKey(), "DUP-*", 1, PATIENCE);

        // Then
        assertThat(outcome.score().passed()).isEqualTo(11);
        assertThat(outcome.lines())
                .anyMatch(line -> line.startsWith("2 not asked: 1 deliveries that are not the kit's wait"));
        pastTheLease();
        assertThat(hub.desk("UGA.DCIC").fetched("not-of-the-kit")).isPresent();
    }

    /** The defects were written down before the cases; of those that catch one, one is named. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            TAKES_THE_FIRST_WITH_200             | RCT-001
            FORGETS_WHEN_IT_ACCEPTED             | RCT-001
            MAKES_A_NEW_RECEIPT_FOR_A_DUPLICATE  | DUP-001
            CALLS_A_CONFLICT_A_BROKEN_RULE       | DUP-003
            COMPARES_BYTES                       | DUP-005
            NEEDS_NO_KEY                         | AUT-002
            CALLS_TOO_LARGE_UNREADABLE           | LIM-014
            TAKES_NAMES_TWICE                    | LIM-005
            SHOWS_THE_FIRST_FAULT_ALONE          | ERR-005
            SORTS_NO_FAULTS                      | ERR-006
            ANSWERS_ERRORS_AS_PLAIN_JSON         | ERR-002
            HAS_CODES_OF_ITS_OWN                 | ENV-001
            FAILS_ON_WHAT_IT_CANNOT_READ         | LIM-001
            TAKES_ANY_END                        | TIM-008
            LOOKS_UP_NO_REFERENCES               | ADR-012
            FINDS_NOTHING_FOR_OTHER_METHODS      | ERR-011
            CHECKS_NO_FIGURES                    | FLW-009
            CHECKS_NO_CAP_RULES                  | CAP-007
            SERVES_NO_SCHEMAS                    | DSC-004
            STORES_DRY_RUNS                      | DUP-011
            TAKES_ANY_WAIT                       | LSE-012
            """)
    void aDefectWhereMessagesComeInIsCaught(CrookedDoor crooked, String by) throws IOException {
        assertCaught(crooked.defect(), by);
    }

    @Tag("large")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            FORGETS_LOCATION                     | RCT-001
            FORGETS_DUPLICATES                   | DUP-001
            TAKES_A_CONFLICT_FOR_A_DUPLICATE     | DUP-003
            KEEPS_KEYS_OF_REFUSED_MESSAGES       | DUP-010
            TAKES_ANY_SOURCE                     | ENV-009
            SAYS_403_WITHOUT_KEY                 | AUT-001
            TAKES_ANY_DEPTH                      | LIM-010
            IGNORES_UNKNOWN_MEMBERS              | ENV-023
            FORGETS_POINTERS                     | ENV-001
            GIVES_FAULTS_NO_CODE                 | ERR-007
            ANSWERS_ERRORS_WITHOUT_CODE          | ERR-010
            SAYS_NOTHING_OF_RETRYING             | ENV-001
            TAKES_ANY_TIME                       | TIM-005
            TAKES_ADDRESSES_OF_NOBODY            | ADR-001
            CALLS_OTHER_MEDIA_UNREADABLE         | MED-001
            TAKES_REFERRALS_WITH_PERSONS         | ALR-018
            TAKES_NO_CAP                         | CAP-001
            TELLS_WHAT_IS_NOT_YOURS              | AUT-013
            ASKS_A_KEY_FOR_ITS_DESCRIPTION       | DSC-001
            TAKES_ANY_MAX                        | LSE-010
            """)
    void aDefectWhereMessagesComeInIsCaughtToo(CrookedDoor crooked, String by) throws IOException {
        assertCaught(crooked.defect(), by);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            NEVER_SAYS_JUDGED                    | RCT-003
            TELLS_WHAT_BECAME_OF_A_PERSON        | RCT-013
            SWAPS_LINK_NUMBERS                   | ORD-002
            HANDS_OUT_THE_NEWEST_FIRST           | ORD-001
            KNOWS_ONE_LANE                       | ORD-007
            ACKNOWLEDGES_ONCE                    | LSE-003
            LEASES_TO_EVERYBODY                  | LSE-001
            HANDS_OUT_AFTER_ACKNOWLEDGEMENT      | LSE-002
            NEVER_WAITS                          | LSE-016
            MIXES_CHANNELS                       | EXE-008
            CHANGES_TIME_ZONES                   | TIM-013
            STRIPS_WHAT_NOBODY_SEES              | UNI-003
            ANSWERS_IN_LATIN                     | UNI-002
            ADDS_ATTRIBUTES_OF_ITS_OWN           | DLV-002
            SAYS_NOTHING_OF_PASSING_ON           | DLV-001
            SENDS_NO_RECEIPTS                    | RCT-007
            SERVES_ALL_AS_JSON                   | MED-008
            RESENDS_NOTHING                      | GAP-001
            KNOWS_NO_ALERTS                      | ALF-001
            SHOWS_NO_DRY_MESSAGE                 | DRY-003
            TELLS_WHY_A_NUMBER_IS_VOID           | ORD-012
            """)
    void aDefectWhereMessagesGoOutIsCaught(CrookedInbox crooked, String by) throws IOException {
        assertCaught(crooked.defect(), by);
    }

    @Tag("large")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            NAMES_NO_RECIPIENTS                  | RCT-003
            SAYS_QUEUED_FOR_EVER                 | RCT-011
            LEAVES_GAPS                          | ORD-002
            OFFERS_BULK_FIRST                    | ORD-006
            ACKNOWLEDGES_NOTHING                 | RCT-011
            ACKNOWLEDGES_ANYTHING                | LSE-004
            NAMES_DELIVERIES_ANEW                | LSE-019
            IGNORES_MAX                          | LSE-007
            PLAYS_EXERCISES_LIVE                 | EXE-003
            TAKES_THE_MARK_OFF_EXERCISES         | EXE-002
            NORMALISES_TEXTS                     | UNI-001
            KNOWS_ONE_PLANE                      | UNI-005
            NAMES_ALL_RECIPIENTS                 | DLV-005
            SAYS_NO_AGREEMENT                    | DLV-001
            DROPS_TRACES                         | DLV-004
            SENDS_RECEIPTS_OF_NOTHING            | RCT-008
            SHOWS_NO_SINGLE_DELIVERY             | MED-007
            NEVER_FORGETS_ALERTS                 | ALF-003
            PROMISES_EVERYTHING                  | PRT-001
            SAYS_NOTHING_OF_OBLIGATIONS          | DRY-004
            """)
    void aDefectWhereMessagesGoOutIsCaughtToo(CrookedInbox crooked, String by) throws IOException {
        assertCaught(crooked.defect(), by);
    }

    private void assertCaught(Defect defect, String by) throws IOException {
        try (var crooked = CrookedHub.before(url(), defect)) {
            assertThat(ask(crooked.url(), partnerKey(), by, 1, SHORT).failed()).containsExactly(by);
        } finally {
            // What a defect has left, leased or not, is taken over at the sound hub.
            pastTheLease();
            hub.desk("UGA.DCIC").fetchAll();
            hub.desk("UGA.DCIC").fetchAll("exercise");
            hub.desk("KEN.DIS").receipts();
        }
    }

    @Test
    void theProxyItselfChangesNothing() throws IOException {
        try (var straight = CrookedHub.before(url(), (asked, sound) -> sound.ask(asked))) {
            assertThat(ask(straight.url(), partnerKey(), "RCT-*,DUP-*,ENV-*", 3, PATIENCE)
                            .failed())
                    .isEmpty();
        }
    }
}
