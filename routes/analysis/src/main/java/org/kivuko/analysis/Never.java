package org.kivuko.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.kivuko.agreement.Rule;
import org.kivuko.model.Coded;
import org.kivuko.model.Directory;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

/**
 * A guarantee that states write themselves: what must never cross. A message that fits everything stated must not cross, or,
 * where fields are named, must not cross with one of them. What is not stated fits everything.
 */
public record Never(String id, String says, Way way, About about, Crossing crossing) implements Guarantee {

    /** Between states, inside one, or both. */
    public enum Where implements Coded {
        ANYWHERE("anywhere"),
        ABROAD("abroad"),
        HOME("home");

        private final String code;

        Where(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /**
     * From whom to whom.
     *
     * @param from states; empty for any
     * @param exceptSenders agencies that may
     */
    public record Way(
            Where where,
            Set<String> from,
            Set<String> to,
            List<Rule.Party> senders,
            List<Rule.Party> exceptSenders,
            List<Rule.Party> recipients,
            List<Rule.Party> exceptRecipients) {
        public Way {
            from = Set.copyOf(from);
            to = Set.copyOf(to);
            senders = List.copyOf(senders);
            exceptSenders = List.copyOf(exceptSenders);
            recipients = List.copyOf(recipients);
            exceptRecipients = List.copyOf(exceptRecipients);
        }
    }

    /**
     * What messages are about.
     *
     * @param posts crossings
     * @param exceptPosts crossings at which they may; a message that names no post does not fit the exception
     * @param below holds for alerts less grave than this
     * @param people holds for messages about such people alone
     * @param nationals whose nationals, seen from the pair; unknown counts as third country
     */
    public record About(
            Set<MessageType> messages,
            List<Rule.AlertTypes> alertTypes,
            List<Rule.AlertTypes> exceptAlertTypes,
            Set<Purpose> purposes,
            Set<Purpose> exceptPurposes,
            Set<Status> statuses,
            Set<String> posts,
            Set<String> exceptPosts,
            Optional<Severity> below,
            Set<People> people,
            Set<Rule.Travellers> nationals) {
        public About {
            messages = Set.copyOf(messages);
            alertTypes = List.copyOf(alertTypes);
            exceptAlertTypes = List.copyOf(exceptAlertTypes);
            purposes = Set.copyOf(purposes);
            exceptPurposes = Set.copyOf(exceptPurposes);
            statuses = Set.copyOf(statuses);
            posts = Set.copyOf(posts);
            exceptPosts = Set.copyOf(exceptPosts);
            people = Set.copyOf(people);
            nationals = Set.copyOf(nationals);
        }
    }

    /** Who needs care. */
    public enum People implements Coded {
        CHILD("child"),
        PROTECTED("protected"),
        VICTIM("victim");

        private final String code;

        People(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /**
     * What of it crosses.
     *
     * @param fields paths as agreements write them; empty where the message must not cross at all
     * @param mayBeChanged whether a field may cross where a transform changed it
     * @param handlingBelow holds for what is delivered under a lower code than this
     * @param handlingAbove holds for what is delivered under a higher code than this; not both may be stated
     */
    public record Crossing(
            List<String> fields,
            boolean mayBeChanged,
            Optional<Handling> handlingBelow,
            Optional<Handling> handlingAbove) {
        public Crossing {
            fields = List.copyOf(fields);
        }
    }

    boolean concerns(String from, String to) {
        boolean home = from.equals(to);
        return (way.where() == Where.ANYWHERE || home == (way.where() == Where.HOME))
                && (way.from().isEmpty() || way.from().contains(from))
                && (way.to().isEmpty() || way.to().contains(to));
    }

    /** What it tells apart. */
    Scope scope(Directory directory) {
        var agencies = directory.agencies().stream().map(Directory.Agency::id).toList();
        return new Scope(
                false,
                Scope.topics(this::names),
                but(Scope.agencies(way.senders(), directory), Scope.agencies(way.exceptSenders(), directory), agencies),
                but(
                        Scope.agencies(way.recipients(), directory),
                        Scope.agencies(way.exceptRecipients(), directory),
                        agencies),
                but(
                        Scope.posts(about.posts(), directory),
                        Scope.posts(about.exceptPosts(), directory),
                        postsOf(directory)),
                but(
                        Choice.asWritten(about.purposes()),
                        Choice.asWritten(about.exceptPurposes()),
                        List.of(Purpose.values())),
                Choice.asWritten(about.statuses()),
                about.below()
                        .map(least -> Choice.only(Gravity.all().stream()
                                .filter(gravity -> !gravity.reaches(least))
                                .toList()))
                        .orElse(Choice.all()),
                !about.nationals().isEmpty(),
                false,
                crossing.handlingBelow().or(crossing::handlingAbove),
                OptionalInt.empty(),
                List.of(),
                Optional.empty(),
                false,
                Set.of(),
                Optional.empty(),
                false);
    }

    private boolean names(Topic topic) {
        boolean ofAlerts = !about.alertTypes().isEmpty()
                || !about.exceptAlertTypes().isEmpty()
                || about.below().isPresent();
        return (about.messages().isEmpty() || about.messages().contains(topic.type()))
                && (topic.isAlert() || !ofAlerts)
                && (about.alertTypes().isEmpty() || Scope.named(topic, about.alertTypes()))
                && !Scope.named(topic, about.exceptAlertTypes());
    }

    private static List<Optional<String>> postsOf(Directory directory) {
        return Stream.concat(
                        Stream.of(Optional.<String>empty()),
                        directory.crossings().stream()
                                .flatMap(crossing -> crossing.sides().stream())
                                .map(side -> Optional.of(side.post()))
                                .distinct())
                .toList();
    }

    /** The values of the first that are none of the second, which names nobody where it states nothing. */
    private static <T> Choice<T> but(Choice<T> named, Choice<T> except, List<T> all) {
        return except.everything()
                ? named
                : Choice.only(all.stream()
                        .filter(value -> named.admits(value) && !except.admits(value))
                        .toList());
    }

    /**
     * Whether the engine let cross what must never.
     *
     * @param scope what {@link #scope} said
     */
    boolean broken(Asked asked, Scope scope) {
        return asked.crosses()
                && concerns(asked.from(), asked.to())
                && fits(asked, scope)
                && (crossing.fields().isEmpty() || fieldCrosses(asked))
                && crossing.handlingBelow()
                        .map(least -> asked.ruling().handling().compareTo(least) < 0)
                        .orElse(true)
                && crossing.handlingAbove()
                        .map(most -> asked.ruling().handling().compareTo(most) > 0)
                        .orElse(true);
    }

    private boolean fits(Asked asked, Scope scope) {
        var draft = asked.draft();
        return scope.topics().admits(draft.topic())
                && scope.senders().admits(draft.sender())
                && scope.recipients().admits(asked.recipient())
                && scope.posts().admits(draft.post())
                && scope.purposes().admits(draft.purpose())
                && scope.statuses().admits(draft.status())
                && scope.gravities().admits(draft.gravity())
                && about.people().stream().allMatch(people -> are(people, draft.traveller()))
                && (about.nationals().isEmpty() || fitsNationals(asked));
    }

    private static boolean are(People people, Traveller traveller) {
        return switch (people) {
            case CHILD -> traveller.isChild();
            case PROTECTED -> traveller.isProtected();
            case VICTIM -> traveller.isVictim();
        };
    }

    private boolean fitsNationals(Asked asked) {
        var traveller = asked.draft().traveller();
        if (!traveller.person()) {
            return false;
        }
        var nationality = traveller.nationality().orElse("");
        boolean ofSender = nationality.equals(asked.from());
        boolean ofRecipient = nationality.equals(asked.to());
        return (ofSender && about.nationals().contains(Rule.Travellers.SENDER_NATIONALS))
                || (ofRecipient && about.nationals().contains(Rule.Travellers.RECIPIENT_NATIONALS))
                || (!ofSender && !ofRecipient && about.nationals().contains(Rule.Travellers.THIRD_COUNTRY));
    }

    private boolean fieldCrosses(Asked asked) {
        var type = asked.draft().topic().type();
        return asked.delivered().stream()
                .anyMatch(path -> Paths.named(type, path, crossing.fields())
                        && !(crossing.mayBeChanged()
                                && asked.ruling().transformed().contains(path)));
    }
}
