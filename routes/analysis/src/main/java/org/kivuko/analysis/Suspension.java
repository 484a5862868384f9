package org.kivuko.analysis;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.agreement.Agreements;

/**
 * What if one agreement were suspended, and all others stood as they do: then none of its rules may say anything any more.
 *
 * @param agreement its id
 * @param proof of that, for every case in which one of its rules has a say today; without a case where it is silent already
 */
public record Suspension(String agreement, Proof proof) {

    /** The sentence. */
    public static final String SAYS = "whichever agreement is suspended, its rules permit nothing and refuse nothing";

    /**
     * One for each agreement, each by itself.
     *
     * @param compiler how a list of agreements becomes what judges
     */
    public static List<Suspension> ofEach(Agreements agreements, Function<List<Agreement>, Agreements> compiler) {
        return ofEach(agreements, compiler, judging -> judging::judge);
    }

    /** @param engines what is asked in place of the agreements */
    static List<Suspension> ofEach(
            Agreements agreements,
            Function<List<Agreement>, Agreements> compiler,
            Function<Agreements, Engine> engines) {
        return agreements.all().stream()
                .map(agreement -> of(agreement, agreements, compiler, engines))
                .toList();
    }

    private static Suspension of(
            Agreement agreement,
            Agreements agreements,
            Function<List<Agreement>, Agreements> compiler,
            Function<Agreements, Engine> engines) {
        var others = agreements.all().stream()
                .map(other -> other.equals(agreement) ? other.in(State.SUSPENDED) : other)
                .toList();
        var suspended = compiler.apply(others);
        var proof = Prover.proveChanges(
                Comparison.of(agreements, suspended),
                engines.apply(suspended),
                List.of(Lasting.SILENT_WHEN_NOT_IN_FORCE));
        return new Suspension(agreement.id(), proof);
    }

    public boolean holds() {
        return proof.holds();
    }

    /** A message that shows that it is not silent. */
    public Optional<Proof.Counterexample> counterexample() {
        return proof.findings().stream()
                .flatMap(finding -> finding.counterexample().stream())
                .findFirst();
    }
}
