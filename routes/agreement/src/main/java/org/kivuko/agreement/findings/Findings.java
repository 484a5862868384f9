package org.kivuko.agreement.findings;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.model.Directory;

/** Looks through agreements for what nobody can have meant. A pure function. */
public final class Findings {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::agreement)
            .thenComparing(Finding::pointer)
            .thenComparing(Finding::message);

    private Findings() {}

    /**
     * Everything found, in the order of agreements and places.
     *
     * @param written whatever their state; they were read without a fault against this directory
     * @param at when is asked: which agreements hold beside each other, and which ends are near
     */
    public static List<Finding> of(Directory directory, Collection<Agreement> written, Instant at) {
        var agreements =
                written.stream().map(agreement -> standing(agreement, at)).toList();
        var landscape = new Landscape(directory, agreements, at);
        var reaches = new ReachFindings(directory);
        var idle = new IdleFindings();
        var annexes = new AnnexFindings();
        var permits = new PermitFindings(landscape);
        var prohibits = new ProhibitFindings(landscape);
        var ofRules = landscape.rules().stream().flatMap(rule -> Stream.<Function<Placed, List<Finding>>>of(
                        reaches::of, idle::of, annexes::ofRule, rule.isPermit() ? permits::of : prohibits::of)
                .flatMap(look -> look.apply(rule).stream()));
        var ofAgreements = agreements.stream()
                .flatMap(agreement -> Stream.concat(
                        annexes.ofAgreement(agreement).stream(), EndFindings.of(agreement, landscape.day()).stream()));
        return Stream.concat(ofRules, ofAgreements).distinct().sorted(ORDER).toList();
    }

    /** What acts have made of its state and annexes; all its parties, since whoever left may come back. */
    private static Agreement standing(Agreement agreement, Instant at) {
        var standing = agreement.asOf(at);
        return new Agreement(
                agreement.id(),
                agreement.version(),
                agreement.title(),
                agreement.instrument(),
                agreement.parties(),
                standing.state(),
                agreement.valid(),
                standing.annexes(),
                agreement.rules(),
                agreement.ending(),
                agreement.life());
    }
}
