package org.kivuko.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The extension with the real hub: one run of all samples. */
class KivukoTestTest {
    /** How each sample ended: its failure, or nothing; by class and method, or by class alone. */
    private static final Map<String, String> ENDED = new ConcurrentHashMap<>();

    @BeforeAll
    static void run() {
        run(
                EngineTestKit.engine("junit-jupiter"),
                PartnerSamples.Good.class,
                PartnerSamples.Left.class,
                PartnerSamples.Resets.class,
                PartnerSamples.Ends.class,
                PartnerSamples.OfFolders.class,
                PartnerSamples.Faulty.class,
                PartnerSamples.Nowhere.class,
                PartnerSamples.TooEarly.class);
    }

    private static void run(EngineTestKit.Builder engine, Class<?>... samples) {
        engine
                .selectors(
                        Stream.of(samples).map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new))
                .execute()
                .allEvents()
                .finished()
                .stream()
                .forEach(KivukoTestTest::note);
    }

    private static void note(Event event) {
        String failure = event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .map(Throwable::getMessage)
                .orElse("");
        event.getTestDescriptor().getSource().ifPresent(source -> {
            if (source instanceof MethodSource method) {
                ENDED.put(method.getJavaClass().getSimpleName() + "." + method.getMethodName(), failure);
            } else if (source instanceof ClassSource type) {
                ENDED.put(type.getJavaClass().getSimpleName(), failure);
            }
        });
    }

    private static String failure(String sample) {
        assertThat(ENDED).containsKey(sample);
        return ENDED.get(sample);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Good.rulingsAndDeliveries",
                "Good.refusalsOfBothKinds",
                "Good.receipts",
                "Good.whatTheSystemUnderTestTakesOverIsTheSystemsMatter",
                "Good.theSystemPostsAndTheTestAsks",
                "Good.looksAway",
                "Inner.hasTheHubOfTheClassAroundIt",
                "OfFolders.itsOwnAgreementHolds"
            })
    void aTestThatAsksForAllThatItPostedIsGreen(String sample) {
        assertThat(failure(sample)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Resets.once",
                "Resets.twice",
                "Resets.whatAnOperatorDoesIsUndoneToo",
                "Resets.andTheDoorsStay",
                "Ends.once",
                "Ends.twice"
            })
    void everyTestBeginsWithNothing(String sample) {
        assertThat(failure(sample)).isEmpty();
    }

    @Test
    void aHubStartsOnceForEachConfigurationAndKeepsItsDoors() {
        assertThat(PartnerSamples.TINY_HUBS).hasSize(1);
    }

    @Test
    void testsWithAHubNeverRunAtTheSameTime() {
        run(
                EngineTestKit.engine("junit-jupiter")
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                        .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4"),
                PartnerSamples.OneAtATime.class,
                PartnerSamples.NorBesideIt.class);

        assertThat(failure("OneAtATime.first")).isEmpty();
        assertThat(failure("NorBesideIt.third")).isEmpty();
        assertThat(PartnerSamples.MOST_AT_ONCE).hasValue(1);
    }

    @Test
    void whatWasPostedAndNeverLookedAtIsNamedWithTheRulingsAndTheNearestLook() {
        assertThat(failure("Left.postedAndNeverLookedAt"))
                .startsWith("KEN.DIS/left-1 was posted and never looked at. The hub has ruled: ")
                .contains("UGA.DCIC reduced by KEN-UGA.tiny@1/T-1 without subject.person.surname")
                .contains("UGA.URA refused AUTHORITY_NOT_COMPETENT")
                .contains("The nearest that the test looked at: inbox(\"UGA.URA\").isEmpty().")
                .endsWith("Assert it, or say @LooksAway(\"why\") on the test.");
    }

    @Test
    void whatWasDeliveredAndNotAssertedIsNamedForEachRecipient() {
        assertThat(failure("Left.deliveredAndNotAsserted"))
                .startsWith(
                        "KEN.DIS/left-2 was delivered to UGA.UPF and not asserted. The hub has ruled: UGA.UPF released")
                .contains("The nearest that the test looked at: ")
                .doesNotContain("delivered to UGA.DCIC");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Left.takenAndNotAsserted | the delivery of KEN.DIS/left-3 (kivuko.alert.v1) to UGA.UPF was taken and not asserted.",
                "Left.refusedAtTheDoorUnseen | a message of KEN.DIS was refused at the door and nobody looked: 422 SCHEMA_VIOLATION",
                "Left.postedByTheSystemAndNeverLookedAt | KEN.DIS/left-4 was posted and never looked at.",
                "Left.nothingAtAll | nothing came to UGA.URA within 50 ms. The hub has got no message since the test began.",
                "Left.itsOwnFailureAlone | of the test itself",
                "Left.anotherRuling | the message KEN.DIS/left-6 should be released whole for UGA.DCIC. The hub has ruled: UGA.DCIC reduced"
            })
    void eachFailureSaysWhatToLookFor(String sample, String sentence) {
        assertThat(failure(sample)).startsWith(sentence);
    }

    @Test
    void aDeliveryThatDoesNotComeIsAnsweredWithTheNearestRuling() {
        assertThat(failure("Left.nothingCame"))
                .isEqualTo(
                        "nothing came to UGA.URA within 500 ms. Nearest: KEN.DIS/left-5 was judged, and the ruling is: UGA.URA refused"
                                + " AUTHORITY_NOT_COMPETENT.");
    }

    @Test
    void aValueIsShownOnlyWhereTheTestItselfWroteIt() {
        assertThat(failure("Left.anotherValueThanTheTestWrote")).endsWith("but there is \"SPECIMEN\"");
        assertThat(failure("Left.anotherValueThanTheSystemWrote"))
                .endsWith("but there is another text of 8 characters");
        assertThat(ENDED.entrySet())
                .filteredOn(ended -> !ended.getKey().equals("Left.anotherValueThanTheTestWrote"))
                .noneMatch(ended -> ended.getValue().contains("SPECIMEN"));
    }

    @Test
    void aFaultyAgreementIsNamedWithItsTextItsLineAndWhatWouldBeRight() {
        assertThat(failure("Faulty"))
                .contains("agreements/KEN-UGA.tiny.yaml (text 1 in @KivukoTest of Faulty):10: rules[0].recipients[0]")
                .contains("UGA.POLICE");
    }

    @Test
    void whatIsNamedAndNowhereIsSaidWithWhereItWasLookedFor() {
        assertThat(failure("Nowhere"))
                .contains("@KivukoTest of Nowhere names nowhere.yaml, which is no text of more than one line");
    }

    @Test
    void whatIsPostedBeforeAllTestsIsRefusedWithTheReason() {
        assertThat(failure("TooEarly"))
                .contains("the hub is emptied before each test")
                .contains("@BeforeEach");
    }
}
