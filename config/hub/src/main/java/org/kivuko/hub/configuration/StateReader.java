package org.kivuko.hub.configuration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kivuko.exchange.limit.Quota;
import org.kivuko.hub.signing.SigningKey;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.model.Directory;
import org.kivuko.model.LookAlike;
import org.kivuko.model.Role;

/** Reads one file of {@code states/}: a state, its agencies and what they are there for. */
final class StateReader {
    static final Pattern STATE = Pattern.compile("[A-Z]{3}");

    private static final Shape FILE = Shape.needs("state", "name", "agencies").may("centralContact", "signingKeys");
    private static final Shape AGENCY = Shape.needs("agency", "name", "roles")
            .may("inbox", "push", "quotas", "succeeds", "leaves", "capCertificates", "capSignatures");
    private static final List<String> INBOXES = List.of("http", "broker", "files", PushReader.PUSH);

    private StateReader() {}

    /**
     * A state as far as it could be read.
     *
     * @param keys with which its competent authorities sign
     * @param moves who takes over from whom, and who leaves
     * @param quotas of those of its agencies that have their own
     * @param pushes of those of its agencies to which is pushed
     * @param whole whether every agency in the file has its code here
     */
    record Read(
            Directory.State state,
            List<SigningKey> keys,
            Moves moves,
            Map<AgencyId, Quota> quotas,
            Map<AgencyId, PushSettings> pushes,
            boolean whole) {
        Read {
            pushes = Map.copyOf(pushes);
            keys = List.copyOf(keys);
            quotas = Map.copyOf(quotas);
        }
    }

    /** What could be read; what could not is in the report. Empty where not even the state is named. */
    static Optional<Read> read(Value file) {
        var keys = file.mapping(FILE);
        var code = keys.get("state", value -> value.text(STATE, "an ISO 3166-1 alpha-3 code like KEN"));
        if (code.isEmpty()) {
            return Optional.empty();
        }
        var seen = new HashSet<AgencyId>();
        var moves = new MoveReader(code.get());
        var quotas = new HashMap<AgencyId, Quota>();
        var pushes = new HashMap<AgencyId, PushSettings>();
        var agencies = keys.list("agencies", value -> agency(value, code.get(), seen, moves, quotas, pushes));
        var ids = agencies.stream().map(Directory.Agency::id).toList();
        var contact =
                keys.get("centralContact", value -> value.oneOf(ids, AgencyId::toString, "agency of " + code.get()));
        var name = keys.get("name", Value::text).orElse(code.get());
        int listed = keys.get("agencies").map(Value::size).orElse(0);
        return Optional.of(new Read(
                new Directory.State(code.get(), name, contact, agencies),
                KeyReader.read(keys, moves.authorities(ids), code.get()),
                moves.moves(),
                quotas,
                pushes,
                listed > 0 && listed == agencies.size()));
    }

    private static Optional<Directory.Agency> agency(
            Value value,
            String state,
            Set<AgencyId> seen,
            MoveReader moves,
            Map<AgencyId, Quota> quotas,
            Map<AgencyId, PushSettings> pushes) {
        var keys = value.mapping(AGENCY);
        var id = keys.get("agency", place -> agencyOf(place, state, seen));
        id.ifPresent(agency -> moves.read(keys, agency));
        id.ifPresent(agency -> keys.get("quotas", QuotaReader::read).ifPresent(own -> quotas.put(agency, own)));
        var name = keys.get("name", Value::text);
        var roles = keys.list("roles", place -> place.oneOf(Role.class, "role"));
        var inbox = keys.get("inbox", place -> place.oneOf(INBOXES, "inbox")).orElse("http");
        var push = PushReader.read(keys, inbox);
        id.ifPresent(agency -> push.ifPresent(own -> pushes.put(agency, own)));
        var trust = CapTrustReader.read(keys);
        return id.map(
                agency -> new Directory.Agency(agency, name.orElse(""), Set.copyOf(roles), fetching(inbox), trust));
    }

    private static Directory.Fetching fetching(String inbox) {
        return Coded.find(Directory.Fetching.class, inbox).orElse(Directory.Fetching.HTTP);
    }

    private static Optional<AgencyId> agencyOf(Value place, String state, Set<AgencyId> seen) {
        var id = codeOf(place, state);
        if (id.isPresent() && !seen.add(id.get())) {
            place.wrong("the agency " + id.get() + " stands twice", "keep one of them");
            return Optional.empty();
        }
        id.flatMap(agency -> alike(agency, seen))
                .ifPresent(other -> place.wrong(
                        "the agency " + id.get() + " looks like " + other,
                        "give it a code that nobody takes for another: 0 and O, 1 and I are read as one"));
        return id;
    }

    private static Optional<AgencyId> alike(AgencyId agency, Set<AgencyId> seen) {
        return seen.stream()
                .filter(other -> !other.equals(agency) && LookAlike.alike(other.toString(), agency.toString()))
                .findFirst();
    }

    /** The code of an agency of a state, whether there is one or was. */
    static Optional<AgencyId> codeOf(Value place, String state) {
        var id = place.text().flatMap(AgencyId::parse).filter(agency -> agency.state()
                .equals(state));
        if (id.isEmpty()) {
            place.text()
                    .ifPresent(text -> place.wrong(
                            Value.quoted(text) + " is no code of an agency of " + state,
                            "write " + state + ", a point, and up to 16 capital letters and digits: " + state
                                    + ".DIS"));
        }
        return id;
    }
}
