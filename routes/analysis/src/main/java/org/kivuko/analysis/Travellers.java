package org.kivuko.analysis;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kivuko.analysis.Traveller.Age;
import org.kivuko.model.AlertType;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageType;
import org.kivuko.model.ProtectionStatus;

/**
 * Every traveller that messages of a directory can be about: each of its states, one other state and the codes that name no
 * state stand for all nationalities and issuers. Immutable.
 */
final class Travellers {
    /** A travel document of an organisation names no state. */
    static final String NO_STATE = "UNO";

    private static final List<String> OTHER_STATES = List.of("TZA", "RWA", "ERI");

    /**
     * What travellers can be made of.
     *
     * @param states whose nationals they are, and which issued their documents
     * @param stateless codes of nationality that say so
     * @param signs sets of signs that a message may name
     */
    record Values(
            List<String> states,
            List<String> stateless,
            List<Age> ages,
            List<Set<ProtectionStatus>> signs,
            List<String> documents) {

        static Values all(Directory directory) {
            var states = new ArrayList<>(
                    directory.states().stream().map(Directory.State::code).toList());
            OTHER_STATES.stream()
                    .filter(code -> !states.contains(code))
                    .findFirst()
                    .ifPresent(states::add);
            states.add(NO_STATE);
            return new Values(
                    states,
                    List.of("XXA", "XXB", "XXC"),
                    List.of(Age.values()),
                    everySet(),
                    List.of("PP", "PR", "PS", "XA"));
        }

        private static List<Set<ProtectionStatus>> everySet() {
            var values = ProtectionStatus.values();
            return IntStream.range(0, 1 << values.length)
                    .<Set<ProtectionStatus>>mapToObj(bits -> {
                        var signs = EnumSet.noneOf(ProtectionStatus.class);
                        for (int i = 0; i < values.length; i++) {
                            if ((bits & 1 << i) != 0) {
                                signs.add(values[i]);
                            }
                        }
                        return signs;
                    })
                    .toList();
        }
    }

    /** Travellers whom no protection tells apart, between whatever states the message goes. */
    record Alike(List<Traveller> travellers) {
        Traveller example() {
            return travellers.get(0);
        }

        long size() {
            return travellers.size();
        }
    }

    private final Map<Shape, List<Alike>> groups = new LinkedHashMap<>();

    /** Who a topic can be about. */
    private enum Shape {
        ANYBODY,
        NO_PERSON,
        RECORDED,
        NOBODY;

        static Shape of(Topic topic) {
            if (topic.type() == MessageType.CROSSING_RECORD) {
                return RECORDED;
            }
            if (topic.type() == MessageType.FLOW_REPORT || topic.type() == MessageType.REPLY) {
                return NOBODY;
            }
            return topic.alertType().filter(AlertType.PROT_REFERRAL::equals).isPresent() ? NO_PERSON : ANYBODY;
        }
    }

    Travellers(Values values) {
        var nationalities = Stream.concat(values.states().stream(), values.stateless().stream())
                .toList();
        var withoutPerson = withoutPerson(documents(values));
        groups.put(Shape.NOBODY, List.of(new Alike(List.of(Traveller.NOBODY))));
        groups.put(Shape.NO_PERSON, grouped(withoutPerson.stream()));
        groups.put(
                Shape.ANYBODY,
                grouped(Stream.concat(persons(values, nationalities, documents(values)), withoutPerson.stream())));
        groups.put(Shape.RECORDED, grouped(recorded(values, nationalities)));
    }

    /** What an alert or record tells of a document. */
    private record Papers(Optional<String> type, Optional<String> issuer) {}

    /** With type and issuer, one of them, or neither: then the document is named by its number. */
    private static List<Papers> documents(Values values) {
        return optional(values.documents())
                .flatMap(type -> optional(values.states()).map(issuer -> new Papers(type, issuer)))
                .toList();
    }

    /** The absent value last: the example of a class then has whatever one of the class has. */
    private static Stream<Optional<String>> optional(List<String> values) {
        return Stream.concat(values.stream().map(Optional::of), Stream.of(Optional.empty()));
    }

    private static List<Traveller> withoutPerson(List<Papers> documents) {
        return documents.stream()
                .flatMap(papers -> Stream.of(false, true)
                        .map(thread -> new Traveller(
                                false,
                                Optional.empty(),
                                Age.UNKNOWN,
                                Set.of(),
                                papers.type(),
                                papers.issuer(),
                                thread)))
                .toList();
    }

    private static Stream<Traveller> persons(Values values, List<String> nationalities, List<Papers> documents) {
        return optional(nationalities)
                .flatMap(nationality -> values.ages().stream().flatMap(age -> values.signs().stream()
                        .flatMap(signs -> documents.stream().flatMap(papers -> Stream.of(false, true)
                                .map(thread -> new Traveller(
                                        true, nationality, age, signs, papers.type(), papers.issuer(), thread))))));
    }

    /** Records name nationality, birth and document, and no signs. */
    private static Stream<Traveller> recorded(Values values, List<String> nationalities) {
        var complete = documents(values).stream()
                .filter(papers -> papers.type().isPresent() && papers.issuer().isPresent())
                .toList();
        return persons(values, nationalities, complete)
                .filter(it -> it.nationality().isPresent()
                        && it.protection().isEmpty()
                        && (it.age() == Age.ADULT || it.age() == Age.CHILD_BY_BIRTH));
    }

    private static List<Alike> grouped(Stream<Traveller> travellers) {
        return Group.of(travellers.toList(), Travellers::told).stream()
                .map(group -> new Alike(group.values()))
                .toList();
    }

    private static Object told(Traveller traveller) {
        return List.of(
                traveller.person(),
                traveller.nationality(),
                traveller.isChild(),
                traveller.age() == Age.UNKNOWN,
                traveller.age() == Age.CHILD_BY_FLAG,
                traveller.isVictim(),
                traveller.protection().isEmpty(),
                traveller.isProtected(),
                traveller.hasDocumentOfProtection(),
                traveller.documentType().isPresent(),
                traveller.documentIssuer());
    }

    /** Alike for topics that are about the same travellers. */
    static Object kind(Topic topic) {
        return Shape.of(topic);
    }

    List<Alike> of(Topic topic) {
        return groups.get(Shape.of(topic));
    }

    /** How many there are. */
    long count(Topic topic) {
        return of(topic).stream().mapToLong(Alike::size).sum();
    }
}
