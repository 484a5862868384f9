package org.kivuko.hub.configuration;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;

/**
 * What the other files may name. A name of which the own file could not be read is taken as it is, so that one fault is
 * reported once, where it is.
 *
 * @param doubtfulStates states whose file could not be read to its end
 * @param doubtfulPosts whether the file of crossings could not be read to its end
 */
record Known(Directory directory, Set<String> doubtfulStates, boolean doubtfulPosts) {

    Optional<String> state(Value place) {
        return place.text()
                .filter(doubtfulStates::contains)
                .or(() -> place.oneOf(
                        directory.states().stream().map(Directory.State::code).toList(), "state"));
    }

    /** Reports a state that no file describes. */
    void requireState(Value place, String state) {
        if (!doubtfulStates.contains(state) && directory.state(state).isEmpty()) {
            place.wrong(
                    "unknown state '" + state + "'",
                    Suggest.remedy(
                            state,
                            directory.states().stream()
                                    .map(Directory.State::code)
                                    .toList()));
        }
    }

    /** An agency of one of these states. */
    Optional<AgencyId> agency(Value place, Collection<String> states) {
        var doubtful = place.text()
                .flatMap(AgencyId::parse)
                .filter(id -> doubtfulStates.contains(id.state()) && states.contains(id.state()));
        var renamed = renamed(place).filter(id -> states.contains(id.state()));
        return renamed.or(() -> doubtful)
                .or(() ->
                        place.oneOf(agenciesOf(states), AgencyId::toString, "agency of " + String.join(", ", states)));
    }

    /** What is signed names an agency by the code that it had then. */
    private Optional<AgencyId> renamed(Value place) {
        return place.text()
                .flatMap(AgencyId::parse)
                .flatMap(directory::successor)
                .map(Directory.Agency::id);
    }

    private List<AgencyId> agenciesOf(Collection<String> states) {
        return directory.agencies().stream()
                .map(Directory.Agency::id)
                .filter(id -> states.contains(id.state()))
                .toList();
    }

    /** Any agency. */
    Optional<AgencyId> agency(Value place) {
        var doubtful = place.text().flatMap(AgencyId::parse).filter(id -> doubtfulStates.contains(id.state()));
        return renamed(place).or(() -> doubtful).or(() -> place.oneOf(
                        directory.agencies(), agency -> agency.id().toString(), "agency")
                .map(Directory.Agency::id));
    }

    /** The code of a state or of an agency. */
    Optional<String> stateOrAgency(Value place) {
        return place.text().flatMap(text -> text.contains(".") ? agency(place).map(AgencyId::toString) : state(place));
    }

    Optional<String> crossing(Value place) {
        return doubtfulPosts
                ? place.text()
                : place.oneOf(
                        directory.crossings().stream()
                                .map(Directory.Crossing::id)
                                .toList(),
                        "crossing");
    }
}
