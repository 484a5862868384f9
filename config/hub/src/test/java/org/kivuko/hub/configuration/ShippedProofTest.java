package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreements;
import org.kivuko.analysis.Guarantee;
import org.kivuko.analysis.Proof;
import org.kivuko.analysis.Prover;

/** What {@code ./kivuko agreements prove} says of the agreements that are shipped. */
@Tag("slow")
class ShippedProofTest {
    /** How many cases the engine is asked about bounds how long it takes, on whatever machine. */
    private static final long MOST_CLASSES = 850_000;

    @Test
    void everySentenceHoldsForEveryMessageAndFewClassesAreAskedAbout() {
        // Given
        var loaded = (Configuration.Loaded) Configuration.load(Shipped.FOLDER);
        var agreements = Agreements.unkeyed(loaded.directory(), loaded.agreements());
        var guarantees = new ArrayList<>(Guarantee.lasting());
        guarantees.addAll(((Guarantees.Read) Guarantees.beside(Shipped.FOLDER, loaded.directory())).guarantees());

        // When
        var proof = Prover.prove(agreements, guarantees);

        // Then
        assertThat(proof.covered()).isEqualTo(proof.cases());
        assertThat(proof.findings()).filteredOn(finding -> !finding.holds()).isEmpty();
        assertThat(proof.findings()).extracting(Proof.Finding::guarantee).containsExactlyElementsOf(guarantees);
        assertThat(proof.classes()).isLessThan(MOST_CLASSES);
    }
}
