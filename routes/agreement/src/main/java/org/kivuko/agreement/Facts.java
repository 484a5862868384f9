package org.kivuko.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.kivuko.agreement.cells.Release;
import org.kivuko.model.Handling;

/**
 * What a ruling rests on beside the message and the agreements: collected by the caller for one recipient, handed in and
 * recorded with the ruling, so that an audit years later gives the same answer. Immutable.
 *
 * @param threadProtected whether a sign of protection was seen in a message that this one refers to; it holds for the
 *     thread
 * @param threadHandling the least handling code that this message may carry: the highest under which anything that it
 *     refers to, or sends on, was sent or received
 * @param register what the register of the refugee authority of the recipient's state says of the person (PR-3)
 * @param used for rules with a rate cap, by full name ({@code KEN-UGA.osbp@3/K-U-1}): copies that crossed or were held
 *     within the time of the cap, over this link; an absent rule counts as unused
 * @param received what in this message, or in what it refers to, its sender was given before
 * @param earlierReleases figures on the same post and direction, of periods that overlap, that this recipient was given
 *     before, of whichever report, revision or reporter, oldest first
 * @param emergencies full names of the rules for which an emergency is open, each with the instant at which it is over
 * @param review whether who had to has released it
 * @param given how this recipient was given what the message puts right
 * @param suspended the ids of the agreements that operators have suspended for what goes from the sender's state to the
 *     recipient's: none of their rules says anything
 * @param exercise the exercise that the message names, where it is open
 * @param newestVersion of an alert: when its sender sent that version of it that was sent last, of those accepted before
 */
public record Facts(
        boolean threadProtected,
        Handling threadHandling,
        Register register,
        Map<String, Integer> used,
        List<Received> received,
        List<Release> earlierReleases,
        Map<String, Instant> emergencies,
        Review review,
        Optional<Given> given,
        Optional<Instant> newestVersion,
        Set<String> suspended,
        Optional<OpenExercise> exercise) {
    /** Nothing is known, as in examples and dry runs. */
    public static final Facts NONE = new Facts(
            false,
            Handling.H0,
            Register.NOT_ASKED,
            Map.of(),
            List.of(),
            List.of(),
            Map.of(),
            Review.NONE,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty());

    public Facts {
        used = Map.copyOf(used);
        received = List.copyOf(received);
        earlierReleases = List.copyOf(earlierReleases);
        emergencies = Map.copyOf(emergencies);
        suspended = Set.copyOf(suspended);
    }

    /** What a register of people under protection says. */
    public enum Register {
        NOT_ASKED,
        PROTECTED,
        NOT_PROTECTED,
        /** It was asked and has not answered. */
        SILENT
    }

    /** What came of a review. */
    public enum Review {
        NONE,
        RELEASED
    }

    public Facts withThreadProtected(boolean value) {
        return with(parts -> parts.threadProtected = value);
    }

    public Facts withThreadHandling(Handling least) {
        return with(parts -> parts.threadHandling = least);
    }

    public Facts withRegister(Register answer) {
        return with(parts -> parts.register = answer);
    }

    public Facts withUsed(Map<String, Integer> counted) {
        return with(parts -> parts.used = counted);
    }

    public Facts withReceived(List<Received> before) {
        return with(parts -> parts.received = before);
    }

    public Facts withEarlierReleases(List<Release> before) {
        return with(parts -> parts.earlierReleases = before);
    }

    /** With these open, of which nobody knows when they are over. */
    public Facts withEmergencies(Set<String> open) {
        return withEmergencies(open.stream().collect(Collectors.toMap(rule -> rule, rule -> Instant.MAX)));
    }

    public Facts withEmergencies(Map<String, Instant> open) {
        return with(parts -> parts.emergencies = open);
    }

    /** What is left of them at a later instant, as far as that is known now: emergencies are over when their time is. */
    Facts at(Instant later) {
        return withEmergencies(emergencies.entrySet().stream()
                .filter(open -> open.getValue().isAfter(later))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public Facts withReview(Review outcome) {
        return with(parts -> parts.review = outcome);
    }

    public Facts withGiven(Optional<Given> before) {
        return with(parts -> parts.given = before);
    }

    public Facts withNewestVersion(Optional<Instant> sent) {
        return with(parts -> parts.newestVersion = sent);
    }

    public Facts withSuspended(Set<String> agreements) {
        return with(parts -> parts.suspended = agreements);
    }

    public Facts withExercise(Optional<OpenExercise> open) {
        return with(parts -> parts.exercise = open);
    }

    private Facts with(Consumer<Parts> change) {
        var parts = new Parts(this);
        change.accept(parts);
        return parts.facts();
    }

    /** The facts in the making of others; the one place beside the record itself that names all of them. */
    private static final class Parts {
        private boolean threadProtected;
        private Handling threadHandling;
        private Register register;
        private Map<String, Integer> used;
        private List<Received> received;
        private List<Release> earlierReleases;
        private Map<String, Instant> emergencies;
        private Review review;
        private Optional<Given> given;
        private Optional<Instant> newestVersion;
        private Set<String> suspended;
        private Optional<OpenExercise> exercise;

        Parts(Facts facts) {
            threadProtected = facts.threadProtected;
            threadHandling = facts.threadHandling;
            register = facts.register;
            used = facts.used;
            received = facts.received;
            earlierReleases = facts.earlierReleases;
            emergencies = facts.emergencies;
            review = facts.review;
            given = facts.given;
            newestVersion = facts.newestVersion;
            suspended = facts.suspended;
            exercise = facts.exercise;
        }

        Facts facts() {
            return new Facts(
                    threadProtected,
                    threadHandling,
                    register,
                    used,
                    received,
                    earlierReleases,
                    emergencies,
                    review,
                    given,
                    newestVersion,
                    suspended,
                    exercise);
        }
    }
}
