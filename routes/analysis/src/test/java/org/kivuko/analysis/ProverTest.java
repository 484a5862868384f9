package org.kivuko.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageChecks;
import org.kivuko.model.Purpose;
import org.kivuko.model.Status;

class ProverTest {
    private static final long SEED = 106;

    static LongStream manySeeds() {
        return LongStream.range(100, 120);
    }

    /** Classes are right when they come to the same counts as asking about every case by itself. */
    @Test
    void bruteForceCountsTheSameBrokenCases() {
        compare(SEED);
    }

    @Tag("slow")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("manySeeds")
    void bruteForceCountsTheSameBrokenCasesForManyAgreements(long seed) {
        compare(seed);
    }

    private static void compare(long seed) {
        // Given
        var agreements = SmallWorld.agreements(seed);
        var world = new World(SmallWorld.directory(), agreements);
        var space = new Space(world, SmallWorld.values(seed));
        Engine engine = engine(agreements);
        var guarantees = Guarantees.all();

        // When
        var proof = new Prover(world, space, engine).prove(guarantees);
        var broken = new BruteForce(space, engine).broken(guarantees, world);

        // Then
        assertThat(proof.covered()).isEqualTo(proof.cases());
        assertThat(proof.classes()).isLessThan(proof.cases());
        assertThat(proof.findings().stream().map(Proof.Finding::cases).toList()).isEqualTo(broken);
    }

    /** The engine is damaged in the test itself: it forgets what the thread showed. */
    @Test
    void anEngineThatForgetsTheThreadIsShownByAMessage() {
        // When
        var finding = manySeeds()
                .mapToObj(SmallWorld::agreements)
                .map(agreements -> {
                    var sound = engine(agreements);
                    return finding(
                            "protected-person",
                            agreements,
                            (message, recipient, at, facts) -> sound.judge(message, recipient, at, Facts.NONE));
                })
                .filter(it -> !it.holds())
                .findFirst();

        // Then
        assertThat(finding).isPresent();
        assertThat(finding.get().counterexample().orElseThrow().ruling().data()).isPresent();
    }

    /** The engine is damaged in the test itself: it looks at another day. */
    @Test
    void anEngineThatTakesADeadAgreementForALivingOneIsShownByAMessage() {
        // Given
        var agreements = SmallWorld.agreements(SEED);
        var sound = engine(agreements);

        // When
        Engine asIfToday = (message, recipient, at, facts) ->
                sound.judge(message, recipient, Instant.parse("2026-06-01T00:00:00Z"), facts);

        // Then
        assertThat(finding("permit-in-force", agreements, asIfToday).holds()).isFalse();
        assertThat(finding("silent-when-not-in-force", agreements, asIfToday).holds())
                .isFalse();
    }

    /** The engine is damaged in the test itself: it gives out what nobody keeps. */
    @Test
    void anEngineThatKeepsAFieldTooManyIsShownByAMessage() {
        // Given
        var agreements = SmallWorld.agreements(SEED);
        var sound = engine(agreements);

        // When
        Engine leaking = (message, recipient, at, facts) -> {
            var ruling = sound.judge(message, recipient, at, facts);
            ruling.data().ifPresent(data -> data.put("case", "leaked"));
            return ruling;
        };

        // Then
        assertThat(finding("kept-fields", agreements, leaking).holds()).isFalse();
    }

    /** Under the second half the engine is damaged in the test itself: it never hears of a suspension. */
    @Test
    void anAgreementThatIsSuspendedIsSilentAndOneThatIsNotIsShownByAMessage() {
        // Given
        var agreements = compiled(SmallWorld.agreements(SEED));

        // When
        var silent = Suspension.ofEach(agreements, ProverTest::compiled);
        var deaf = Suspension.ofEach(agreements, ProverTest::compiled, suspended -> agreements::judge);

        // Then
        assertThat(silent).hasSize(agreements.all().size()).allMatch(Suspension::holds);
        assertThat(silent).anyMatch(it -> it.proof().classes() > 0);
        assertThat(deaf).filteredOn(it -> !it.holds()).isNotEmpty().allMatch(it -> it.counterexample()
                .isPresent());
    }

    private static Proof.Finding finding(String guarantee, List<Agreement> agreements, Engine engine) {
        var world = new World(SmallWorld.directory(), agreements);
        return new Prover(world, new Space(world, SmallWorld.values(SEED)), engine)
                .prove(Guarantee.lasting()).findings().stream()
                        .filter(finding -> finding.guarantee().id().equals(guarantee))
                        .findFirst()
                        .orElseThrow();
    }

    /** Every specimen is a message that the doors would take. */
    @Test
    void whatIsAskedAboutCouldBePosted() {
        // Given
        var world = new World(SmallWorld.directory(), SmallWorld.agreements(SEED));
        var space = new Space(world, Space.Values.all(SmallWorld.directory()));

        // Then
        for (Topic topic : space.topics()) {
            for (var alike : space.travellers(topic)) {
                var draft = new Draft(
                        AgencyId.of("KEN.DIS"),
                        topic,
                        Purpose.BORDER_CHECK,
                        Status.ACTUAL,
                        Optional.of("KEN-BUSIA"),
                        space.gravities(topic).get(0),
                        alike.example(),
                        Figures.PLAIN,
                        Handling.H0,
                        0);
                var message = Specimens.message(draft, "UGA.DCIC", Way.SENT);
                assertThat(MessageChecks.check(message, SmallWorld.directory(), Way.SENT.toInstant()))
                        .as(topic.toString())
                        .isEmpty();
            }
        }
    }

    private static Engine engine(List<Agreement> agreements) {
        return compiled(agreements)::judge;
    }

    private static Agreements compiled(List<Agreement> agreements) {
        return Agreements.unkeyed(SmallWorld.directory(), agreements);
    }
}
