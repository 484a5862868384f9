package org.kivuko.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.AgencyId;

/**
 * What came of checking guarantees over the whole space.
 *
 * @param cases how many messages, recipients and instants there are
 * @param covered how many of them the classes that were asked about stand for: all of them
 * @param classes how many classes were asked about, one case each
 * @param crossing how many of these classes let something cross
 * @param findings one for each guarantee, in the order in which they were given
 */
public record Proof(long cases, long covered, long classes, long crossing, List<Finding> findings) {

    public Proof {
        findings = List.copyOf(findings);
    }

    /** Whether every guarantee holds for every case. */
    public boolean holds() {
        return covered == cases && findings.stream().allMatch(Finding::holds);
    }

    /**
     * One guarantee.
     *
     * @param classes how many classes break it
     * @param cases how many cases break it
     * @param counterexample one of them; present where it does not hold
     */
    public record Finding(Guarantee guarantee, long classes, long cases, Optional<Counterexample> counterexample) {
        public boolean holds() {
            return classes == 0;
        }
    }

    /**
     * A message that shows that a guarantee does not hold.
     *
     * @param message as it can be posted
     * @param at the instant of judging at which it goes wrong
     * @param facts what is known beside it
     * @param ruling what the engine says of it then
     */
    public record Counterexample(ObjectNode message, AgencyId recipient, Instant at, Facts facts, Ruling ruling) {}
}
