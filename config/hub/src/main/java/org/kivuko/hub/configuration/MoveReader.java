package org.kivuko.hub.configuration;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kivuko.model.AgencyId;

/** Reads {@code succeeds} and {@code leaves} of the agencies of one state. Not thread-safe. */
final class MoveReader {
    private final String state;
    private final Map<AgencyId, LocalDate> leaves = new HashMap<>();
    private final Map<AgencyId, AgencyId> successors = new HashMap<>();
    private final Map<AgencyId, Value> places = new HashMap<>();

    MoveReader(String state) {
        this.state = state;
    }

    void read(Value.Keys agency, AgencyId id) {
        agency.get("leaves", Value::day).ifPresent(day -> leaves.put(id, day));
        agency.get("succeeds")
                .ifPresent(place -> StateReader.codeOf(place, state).ifPresent(former -> succeeds(place, former, id)));
    }

    private void succeeds(Value place, AgencyId former, AgencyId id) {
        if (successors.putIfAbsent(former, id) != null) {
            place.wrong(former + " has a successor already: " + successors.get(former), "name one successor");
        }
        places.put(former, place);
    }

    /** Who may have a registered key: those of the list, and those whom they took over from. */
    List<AgencyId> authorities(Collection<AgencyId> listed) {
        listed.stream().filter(successors::containsKey).forEach(agency -> places.get(agency)
                .wrong(
                        agency + " still stands in the list",
                        "take " + agency + " out of the list: " + successors.get(agency) + " takes its place"));
        return Stream.concat(listed.stream(), successors.keySet().stream()).toList();
    }

    Moves moves() {
        return new Moves(leaves, successors);
    }
}
