package org.kivuko.hub.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.LookAlike;

/** Reads {@code states/posts.yaml}: pairs of posts that face each other, their agencies and committees. */
final class PostReader {
    /** The side of a crossing whose operator is not known; it is no post. */
    private static final String UNKNOWN = "unknown";

    private static final String POST = "[A-Z]{3}-[A-Z0-9]+(?:-[A-Z0-9]+)*";
    private static final Pattern CROSSING = Pattern.compile("(" + POST + ")/(" + POST + "|" + UNKNOWN + ")");
    private static final Pattern UNLOCODE = Pattern.compile("[A-Z]{2}[A-Z2-9]{3}");
    private static final Pattern DEGREES = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{1,6})?");

    private static final Shape FILE = Shape.needs("crossings");
    private static final Shape CROSSING_KEYS =
            Shape.needs("crossing", "oneStop", "committee", "sides").may("name", "verify");
    private static final Shape SIDE = Shape.needs("agencies").may("unlocode", "point", "operatedBy");

    private final Known states;
    private final Set<String> ids = new HashSet<>();
    /** By what they look like. */
    private final Map<String, String> posts = new HashMap<>();

    private PostReader(Known states) {
        this.states = states;
    }

    /**
     * Crossings as far as they could be read.
     *
     * @param whole whether every crossing in the file is here
     */
    record Read(List<Directory.Crossing> crossings, boolean whole) {}

    /** What could be read; what could not is in the report. */
    static Read read(Value file, Known states) {
        var reader = new PostReader(states);
        var keys = file.mapping(FILE);
        var crossings = keys.list("crossings", reader::crossing);
        int listed = keys.get("crossings").map(Value::size).orElse(0);
        return new Read(crossings, listed > 0 && listed == crossings.size());
    }

    private Optional<Directory.Crossing> crossing(Value value) {
        var keys = value.mapping(CROSSING_KEYS);
        var committee = keys.get("committee").map(place -> place.listOrNone(states::agency));
        var oneStop = keys.get("oneStop", Value::flag).orElse(false);
        var verify = keys.get("verify", Value::flag).orElse(false);
        var name = keys.get("name", Value::text);
        var id = keys.get(
                "crossing",
                place -> place.text(
                        CROSSING, "two posts like KEN-BUSIA/UGA-BUSIA, the second 'unknown' where nobody knows it"));
        if (id.isEmpty()) {
            return Optional.empty();
        }
        if (!ids.add(id.get())) {
            keys.wrong("crossing", "the crossing " + id.get() + " stands twice", "keep one of them");
            return Optional.empty();
        }
        refuseLookAlikes(keys, id.get());
        var sides = keys.get("sides").map(place -> sides(place, id.get())).orElse(List.of());
        return Optional.of(new Directory.Crossing(
                id.get(), name.orElse(id.get()), oneStop, verify, committee.orElse(List.of()), sides));
    }

    private void refuseLookAlikes(Value.Keys keys, String crossing) {
        for (String post : crossing.split("/", -1)) {
            String other = posts.putIfAbsent(LookAlike.skeleton(post), post);
            if (other != null && !other.equals(post)) {
                keys.wrong(
                        "crossing",
                        "the post " + post + " looks like " + other,
                        "write it the same way, or give it a code that nobody takes for another");
            }
        }
    }

    private List<Directory.Side> sides(Value place, String crossing) {
        Matcher match = CROSSING.matcher(crossing);
        var posts = new ArrayList<String>();
        if (match.matches()) {
            posts.add(match.group(1));
            posts.add(match.group(2));
        }
        if (posts.get(0).equals(posts.get(1))) {
            place.wrong("both sides are the same post", "name the post that faces it, or 'unknown'");
        }
        posts.remove(UNKNOWN);
        var found = place.mapping(new Shape(posts, List.of(), Map.of()));
        return posts.stream()
                .flatMap(post -> found.get(post, side -> Optional.of(side(side, post))).stream())
                .toList();
    }

    private Directory.Side side(Value value, String post) {
        var keys = value.mapping(SIDE);
        var state = post.substring(0, 3);
        states.requireState(value, state);
        List<AgencyId> agencies = keys.get("agencies")
                .map(place -> place.listOrNone(item -> states.agency(item, Set.of(state))))
                .orElse(List.of());
        return new Directory.Side(
                post,
                state,
                keys.get("unlocode", place -> place.text(UNLOCODE, "a UN/LOCODE without space, like KEBUS")),
                keys.get("point", PostReader::point),
                keys.get("operatedBy", Value::text),
                agencies);
    }

    private static Optional<List<Double>> point(Value place) {
        var degrees = place.items()
                .flatMap(item -> item.text(DEGREES, "degrees like 34.111").stream())
                .map(Double::valueOf)
                .toList();
        boolean fits = degrees.size() == 2 && Math.abs(degrees.get(0)) <= 90 && Math.abs(degrees.get(1)) <= 180;
        if (!fits) {
            place.wrong("this is no point on the earth", "write [latitude, longitude] in degrees, WGS 84");
        }
        return fits ? Optional.of(degrees) : Optional.empty();
    }
}
