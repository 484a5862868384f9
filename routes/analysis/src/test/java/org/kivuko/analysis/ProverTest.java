package org.kivuko.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;

class ProverTest {
    static LongStream manySeeds() {
        return LongStream.range(100, 120);
    }

    /** Classes are right when they come to the same counts as asking about every case by itself. */
    @Test
    void bruteForceCountsTheSameBrokenCases() {
        compare(3);
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
        assertThat(proof.findings().stream().map(Proof.Finding::cases).toList()).isEqualTo(broken);
    }

    private static Engine engine(List<Agreement> agreements) {
        return Agreements.of(SmallWorld.directory(), agreements, (from, to, value) -> "0".repeat(32))::judge;
    }
}
