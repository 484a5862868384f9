package org.kivuko.hub.template;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.model.Directory;
import org.kivuko.model.Role;

/** What is filled into the blanks of a text, <code>{{from.name}}</code>. A blank without a filling is an error of the text. */
final class Blanks {
    private static final Pattern BLANK = Pattern.compile("\\{\\{([a-z.-]+)}}");
    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final int CHILD_YEARS = 8;

    private final Directory directory;
    private final String file;
    private final Map<String, String> filling = new HashMap<>();

    Blanks(Directory directory, Parties parties, String id) {
        this.directory = directory;
        file = id.toLowerCase(Locale.ROOT);
        var first = parties.first();
        var morning = first.atTime(MORNING).toInstant(ZoneOffset.UTC);
        filling.put("id", id);
        filling.put("file", file);
        filling.put("day", first.toString());
        filling.put("yesterday", first.minusDays(1).toString());
        filling.put("at", morning.toString());
        filling.put("time", morning.minusSeconds(1800).toString());
        filling.put(
                "expires",
                first.plusMonths(1).atTime(MORNING).toInstant(ZoneOffset.UTC).toString());
        filling.put("child", first.minusYears(CHILD_YEARS).toString());
        filling.put("posts", posts(parties));
        addSide(filling, "from", parties.from());
        addSide(filling, "to", parties.to());
        filling.put("from.post", post(parties));
    }

    /** Lower-case beginning of the names of the messages. */
    String file() {
        return file;
    }

    String fill(String text) {
        return fill(text, filling);
    }

    /** For a part of the text that is written once for each direction. */
    String fill(String text, String a, String b) {
        var all = new HashMap<>(filling);
        addSide(all, "a", a);
        addSide(all, "b", b);
        return fill(text, all);
    }

    private static String fill(String text, Map<String, String> filling) {
        return BLANK.matcher(text).replaceAll(blank -> {
            var value = filling.get(blank.group(1));
            if (value == null) {
                throw new IllegalStateException(
                        "nothing fills the blank " + blank.group(1) + " in a text of the program");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private void addSide(Map<String, String> all, String side, String code) {
        var state = directory.state(code).orElseThrow();
        all.put(side, code);
        all.put(side + ".name", state.name());
        Stream.of(Role.values()).forEach(role -> state.agencies().stream()
                .filter(agency -> agency.roles().contains(role))
                .findFirst()
                .ifPresent(
                        agency -> all.put(side + "." + role.code(), agency.id().toString())));
    }

    private List<Directory.Crossing> crossings(Parties parties) {
        return directory.crossings().stream()
                .filter(crossing -> crossing.sides().stream()
                        .map(Directory.Side::state)
                        .collect(Collectors.toSet())
                        .containsAll(List.of(parties.from(), parties.to())))
                .toList();
    }

    /** The line of a rule that names the posts; a remark where none is described between the two. */
    private String posts(Parties parties) {
        var crossings = crossings(parties);
        return crossings.isEmpty()
                ? "    # posts: [...]                               # name the crossings here once states/posts.yaml describes one"
                : crossings.stream()
                        .map(Directory.Crossing::id)
                        .collect(Collectors.joining(",\n            ", "    posts: [", "]"));
    }

    /** Where the messages of the examples arise: at a crossing between the two, else at any post of the sender's state. */
    private String post(Parties parties) {
        return Stream.concat(crossings(parties).stream(), directory.crossings().stream())
                .flatMap(crossing -> crossing.sides().stream())
                .filter(side -> side.state().equals(parties.from()))
                .map(Directory.Side::post)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no crossing has a side of " + parties.from()));
    }
}
