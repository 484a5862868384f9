package org.kivuko.analysis;

import java.util.Set;
import org.kivuko.agreement.Facts.Register;
import org.kivuko.agreement.Facts.Review;
import org.kivuko.agreement.Rule.Kind;
import org.kivuko.analysis.World.Clause;
import org.kivuko.model.AlertType;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Role;
import org.kivuko.model.Status;

/**
 * Guarantees that hold under any agreements. Each is written from the sentence that it keeps, not from the code that is to
 * keep it.
 */
enum Lasting implements Guarantee {
    PERMIT_IN_FORCE(
            "permit-in-force",
            "nothing crosses without a permit for this ordered pair, in force, under an annex that both sides accepted") {
        @Override
        boolean broken(Asked asked, World world) {
            var rules = asked.ruling().rules();
            return asked.crosses()
                    && (rules.isEmpty() || !rules.stream().allMatch(rule -> permits(rule, asked, world)));
        }

        private boolean permits(String rule, Asked asked, World world) {
            return world.clause(rule)
                            .filter(clause -> clause.rule().kind() == Kind.PERMIT
                                    && clause.covers(asked.from(), asked.to())
                                    && clause.accepted(asked.from(), asked.to(), asked.at()))
                            .isPresent()
                    && world.inForce(rule, asked.from(), asked.to(), asked.at());
        }
    },

    SILENT_WHEN_NOT_IN_FORCE(
            "silent-when-not-in-force",
            "an agreement that is suspended, terminated, draft or outside its days permits nothing and refuses nothing") {
        @Override
        boolean broken(Asked asked, World world) {
            return asked.ruling().rules().stream()
                    .anyMatch(rule -> !world.inForce(rule, asked.from(), asked.to(), asked.at()));
        }
    },

    KEPT_FIELDS(
            "kept-fields",
            "no field crosses that the agreements in force do not keep, free text included, and none that one of them changes "
                    + "crosses unchanged") {
        @Override
        boolean broken(Asked asked, World world) {
            if (!asked.crosses()) {
                return false;
            }
            var kept = world.kept(asked.ruling().rules(), asked.draft().topic().type());
            return asked.delivered().stream()
                    .anyMatch(path -> !kept.crosses(path)
                            || (kept.changed(path)
                                    && !asked.ruling().transformed().contains(path)));
        }
    },

    PROTECTED_PERSON(
            "protected-person",
            "nothing about a person who sought protection reaches that person's own state, nor, where that is not known, "
                    + "another state's agency that does not protect") {
        @Override
        boolean broken(Asked asked, World world) {
            var traveller = asked.draft().traveller();
            if (!asked.crosses() || !traveller.isProtected() || asked.from().equals(asked.to())) {
                return false;
            }
            return traveller
                    .ownState()
                    .map(state -> state.equals(asked.to()))
                    .orElseGet(() -> !world.protects(asked.recipient()));
        }
    },

    CHILD_IDENTITY(
            "child-identity", "who a child is crosses only in alerts on missing persons and on persons at risk") {
        @Override
        boolean broken(Asked asked, World world) {
            return asked.draft().traveller().isChild()
                    && asked.draft()
                            .topic()
                            .alertType()
                            .filter(FOR_CHILDREN::contains)
                            .isEmpty()
                    && tellsWho(asked);
        }
    },

    VICTIM_IDENTITY(
            "victim-identity",
            "who a victim of trafficking is crosses only from one agency for refugees or children to another") {
        @Override
        boolean broken(Asked asked, World world) {
            return asked.draft().traveller().isVictim()
                    && !(world.protects(asked.draft().sender()) && world.protects(asked.recipient()))
                    && tellsWho(asked);
        }
    },

    PROTECTION_COUNTS(
            "protection-counts", "how many people sought protection is counted for agencies for refugees alone") {
        @Override
        boolean broken(Asked asked, World world) {
            return asked.crosses()
                    && !world.directory().hasRole(asked.recipient(), Role.REFUGEE)
                    && asked.ruling().data().stream()
                            .flatMap(data -> data.path("cells").findValuesAsText("category").stream())
                            .anyMatch("PROTECTION"::equals);
        }
    },

    ARREST_REVIEW(
            "arrest-review",
            "an alert to arrest or check a person abroad crosses without an officer only where the register has answered that "
                    + "the person is not protected, and nothing in the message says otherwise") {
        @Override
        boolean broken(Asked asked, World world) {
            return asked.crosses()
                    && !asked.from().equals(asked.to())
                    && asked.draft()
                            .topic()
                            .alertType()
                            .filter(ARREST_OR_CHECK::contains)
                            .isPresent()
                    && asked.draft().traveller().person()
                    && asked.facts().review() == Review.NONE
                    && (asked.facts().register() != Register.NOT_PROTECTED
                            || asked.draft().traveller().isProtected());
        }
    },

    REFERRALS_NEVER_CAPPED(
            "referrals-never-capped", "no cap on rates stops a referral, a health event or a health measure") {
        @Override
        boolean broken(Asked asked, World world) {
            return asked.draft().topic().alertType().filter(FIRST::contains).isPresent()
                    && asked.ruling()
                            .reason()
                            .filter(Code.RATE_EXCEEDED::equals)
                            .isPresent();
        }
    },

    EXERCISE_APART(
            "exercise-apart",
            "an exercise crosses only where a rule lets exercises cross, and live traffic only where a rule lets that cross: "
                    + "so neither reaches the other's queues") {
        @Override
        boolean broken(Asked asked, World world) {
            var status = asked.message().envelope().status();
            boolean live = asked.message().envelope().channel() == Channel.LIVE;
            return asked.crosses()
                    && (live != (status == Status.ACTUAL)
                            || asked.ruling().rules().stream()
                                    .flatMap(rule -> world.clause(rule).stream())
                                    .anyMatch(clause -> !statuses(clause).contains(status)));
        }

        private Set<Status> statuses(Clause clause) {
            var stated = clause.rule().statuses();
            return stated.isEmpty() ? Set.of(Status.ACTUAL) : stated;
        }
    };

    private static final Set<AlertType> ARREST_OR_CHECK = Set.of(AlertType.PER_ARREST, AlertType.PER_CHECK);
    private static final Set<AlertType> FIRST =
            Set.of(AlertType.PROT_REFERRAL, AlertType.HEALTH_EVENT, AlertType.HEALTH_MEASURE);
    private static final Set<AlertType> FOR_CHILDREN = Set.of(AlertType.PER_MISSING, AlertType.PER_AT_RISK);

    private final String guarantee;
    private final String sentence;

    Lasting(String guarantee, String sentence) {
        this.guarantee = guarantee;
        this.sentence = sentence;
    }

    @Override
    public String id() {
        return guarantee;
    }

    @Override
    public String says() {
        return sentence;
    }

    /** Whether this answer of the engine breaks it. */
    abstract boolean broken(Asked asked, World world);

    private static boolean tellsWho(Asked asked) {
        return asked.crosses() && IdentityPaths.in(asked.draft().topic(), asked.delivered());
    }
}
