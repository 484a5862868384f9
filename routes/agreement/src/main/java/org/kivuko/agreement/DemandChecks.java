package org.kivuko.agreement;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.kivuko.model.AlertType;
import org.kivuko.model.Code;
import org.kivuko.model.Handling;
import org.kivuko.model.Status;

/**
 * What the permits that fit demand together of a message, as it was sent and not as it would cross. Pure functions; one
 * row of {@link #IN_ORDER} per demand.
 */
final class DemandChecks {
    /** Whether a message breaks what one permit demands. */
    @FunctionalInterface
    private interface Breach {
        boolean of(Matter matter, CompiledRule permit, Handling handling);
    }

    /** @param statedBy whether a rule asks for it at all */
    private record Demand(Optional<Code> code, Predicate<Rule> statedBy, Breach breach) {
        Demand(Code code, Predicate<Rule> statedBy, Breach breach) {
            this(Optional.of(code), statedBy, breach);
        }
    }

    private static final List<Demand> IN_ORDER = List.of(
            new Demand(Code.HANDLING_TOO_HIGH, rule -> rule.handlingMax().isPresent(), DemandChecks::isTooHigh),
            new Demand(Code.TOO_LARGE, rule -> rule.maxBytes().isPresent(), DemandChecks::isTooLarge),
            new Demand(Code.ELEMENT_MISSING, rule -> !rule.fields().require().isEmpty(), DemandChecks::lacksAField),
            new Demand(
                    Code.LANGUAGE_NOT_ACCEPTED,
                    rule -> !rule.demands().languages().isEmpty(),
                    (matter, permit, handling) -> !permit.languages().accept(matter)),
            new Demand(Code.EVALUATION_MISSING, rule -> rule.demands().evaluation(), DemandChecks::lacksEvaluation),
            new Demand(
                    Code.NOT_A_PARTICIPANT,
                    rule -> !rule.demands().participants().isEmpty(),
                    DemandChecks::isNoParticipant),
            new Demand(
                    Code.CONSENT_REQUIRED, rule -> false, (matter, permit, handling) -> PassingOn.needsConsent(matter)),
            new Demand(Code.RATE_EXCEEDED, rule -> rule.controls().rateCap().isPresent(), DemandChecks::exceedsRate));

    /** What no rule has to state: passing on what others gave needs their consent. */
    private static final int OF_WHAT_WAS_RECEIVED =
            bits(demand -> demand.code().equals(Optional.of(Code.CONSENT_REQUIRED)));

    /** What no rule has to state either: who names an exercise takes part in it. */
    private static final int OF_AN_EXERCISE = bits(demand -> demand.code().equals(Optional.of(Code.NOT_A_PARTICIPANT)));

    private DemandChecks() {}

    private static int bits(Predicate<Demand> condition) {
        int bits = 0;
        for (int i = 0; i < IN_ORDER.size(); i++) {
            bits |= condition.test(IN_ORDER.get(i)) ? 1 << i : 0;
        }
        return bits;
    }

    /** Which of the demands a rule states, as bits. */
    static int statedBy(Rule rule) {
        return bits(demand -> demand.statedBy().test(rule));
    }

    /**
     * The first demand that the message does not meet.
     *
     * @param conditions of all these permits
     */
    static Optional<Code> firstBroken(
            Matter matter, List<CompiledRule> permits, Conditions conditions, Handling handling) {
        int stated = conditions.demands()
                | (matter.facts().received().isEmpty() ? 0 : OF_WHAT_WAS_RECEIVED)
                | (matter.message().envelope().exercise().isEmpty() ? 0 : OF_AN_EXERCISE);
        for (int left = stated; left != 0; left &= left - 1) {
            var demand = IN_ORDER.get(Integer.numberOfTrailingZeros(left));
            for (CompiledRule permit : permits) {
                if (demand.breach().of(matter, permit, handling)) {
                    return demand.code();
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isTooHigh(Matter matter, CompiledRule permit, Handling handling) {
        var most = permit.rule().handlingMax();
        return most.isPresent() && handling.compareTo(most.get()) > 0;
    }

    private static boolean isTooLarge(Matter matter, CompiledRule permit, Handling handling) {
        OptionalInt most = permit.rule().maxBytes();
        return most.isPresent() && matter.message().sizeBytes() > most.getAsInt();
    }

    private static boolean lacksAField(Matter matter, CompiledRule permit, Handling handling) {
        for (RequiredField field : permit.required(matter.type())) {
            if (!field.standsIn(matter.message().data())) {
                return true;
            }
        }
        return false;
    }

    private static boolean lacksEvaluation(Matter matter, CompiledRule permit, Handling handling) {
        return permit.rule().demands().evaluation()
                && matter.message()
                        .alert()
                        .filter(alert -> alert.evaluation().isEmpty())
                        .isPresent();
    }

    private static boolean isNoParticipant(Matter matter, CompiledRule permit, Handling handling) {
        return isOutOfItsExercise(matter) || isNoParticipantOf(permit, matter);
    }

    /** What names an exercise that is not open has nobody who takes part. */
    private static boolean isOutOfItsExercise(Matter matter) {
        var named = matter.message().envelope().exercise();
        return named.isPresent()
                && matter.facts()
                        .exercise()
                        .filter(open -> open.joins(named.get(), matter.sender(), matter.recipient()))
                        .isEmpty();
    }

    private static boolean isNoParticipantOf(CompiledRule permit, Matter matter) {
        var participants = permit.rule().demands().participants();
        return !participants.isEmpty()
                && matter.message().envelope().status() != Status.ACTUAL
                && !(participants.contains(matter.sender()) && participants.contains(matter.recipient()));
    }

    private static boolean exceedsRate(Matter matter, CompiledRule permit, Handling handling) {
        var cap = permit.rule().controls().rateCap();
        return cap.isPresent()
                && matter.alertType().filter(AlertType::isAssistance).isEmpty()
                && matter.facts().used().getOrDefault(permit.name(), 0)
                        >= cap.get().most();
    }
}
