package org.kivuko.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.agreement.Rule;
import org.kivuko.analysis.Never.About;
import org.kivuko.analysis.Never.Crossing;
import org.kivuko.analysis.Never.People;
import org.kivuko.analysis.Never.Way;
import org.kivuko.analysis.Never.Where;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

/** Guarantees of tests: those that always hold, and some of which each stands for one word of the language. */
final class Guarantees {
    private static final Way ANY_WAY =
            new Way(Where.ANYWHERE, Set.of(), Set.of(), List.of(), List.of(), List.of(), List.of());
    private static final Crossing AT_ALL = new Crossing(List.of(), false, Optional.empty(), Optional.empty());

    private Guarantees() {}

    static List<Guarantee> all() {
        var all = new ArrayList<>(Guarantee.lasting());
        all.add(never("no-record", ANY_WAY, about(Set.of(MessageType.CROSSING_RECORD)), AT_ALL));
        all.add(never(
                "no-name-abroad",
                new Way(Where.ABROAD, Set.of("KEN"), Set.of(), List.of(), List.of(), List.of(), List.of()),
                about(Set.of()),
                new Crossing(List.of("subject.person.surname", "surname"), false, Optional.empty(), Optional.empty())));
        all.add(never(
                "health-to-refugee-agencies",
                new Way(
                        Where.ANYWHERE,
                        Set.of(),
                        Set.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Rule.Party.WithRole(Role.REFUGEE))),
                new About(
                        Set.of(),
                        List.of(),
                        List.of(),
                        Set.of(Purpose.HEALTH),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Optional.empty(),
                        Set.of(),
                        Set.of()),
                AT_ALL));
        all.add(never(
                "documents-at-busia-alone",
                ANY_WAY,
                new About(
                        Set.of(),
                        List.of(new Rule.AlertTypes("DOC-*")),
                        List.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of("KEN-BUSIA/UGA-BUSIA"),
                        Optional.empty(),
                        Set.of(),
                        Set.of()),
                AT_ALL));
        all.add(never(
                "no-trifles-in-exercises",
                ANY_WAY,
                new About(
                        Set.of(),
                        List.of(),
                        List.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(Status.EXERCISE),
                        Set.of(),
                        Set.of(),
                        Optional.of(Severity.MODERATE),
                        Set.of(),
                        Set.of()),
                AT_ALL));
        all.add(never(
                "no-children-of-the-recipient",
                ANY_WAY,
                new About(
                        Set.of(),
                        List.of(),
                        List.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Optional.empty(),
                        Set.of(People.CHILD),
                        Set.of(Rule.Travellers.RECIPIENT_NATIONALS)),
                AT_ALL));
        all.add(never(
                "nothing-open",
                ANY_WAY,
                about(Set.of()),
                new Crossing(List.of(), false, Optional.of(Handling.H1), Optional.empty())));
        all.add(never(
                "nothing-secret",
                ANY_WAY,
                about(Set.of()),
                new Crossing(List.of(), false, Optional.empty(), Optional.of(Handling.H1))));
        return List.copyOf(all);
    }

    static Never never(String id, Way way, About about, Crossing crossing) {
        return new Never(id, id, way, about, crossing);
    }

    private static About about(Set<MessageType> messages) {
        return new About(
                messages,
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                Set.of());
    }
}
