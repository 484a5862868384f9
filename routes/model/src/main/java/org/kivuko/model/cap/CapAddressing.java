package org.kivuko.model.cap;

import static org.kivuko.model.cap.CapTree.text;
import static org.kivuko.model.cap.CapTree.texts;
import static org.kivuko.model.cap.CapTree.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.model.Code;
import org.kivuko.model.Coded;
import org.kivuko.model.ExerciseName;
import org.kivuko.model.Handling;
import org.kivuko.model.Purpose;
import org.kivuko.model.Status;

/**
 * The attributes of the envelope that CAP states in several places: {@code addresses}, {@code restriction} with our token
 * {@code KIVUKO agr=...;h=H2;p=border-check} first, {@code code}, {@code status} and geocodes. What the caller states beside
 * the document replaces each.
 */
final class CapAddressing {
    private static final Pattern ADDRESS = Pattern.compile("\"([^\"]*)\"|[^\\s\"]+");
    private static final Pattern TOKEN = Pattern.compile("\\s*KIVUKO\\s+(\\S+=\\S*)\\s*(.*)", Pattern.DOTALL);

    private final ObjectNode alert;
    private final List<ObjectNode> infos;
    private final CapQuery query;
    private final CapFaults faults;

    CapAddressing(ObjectNode alert, List<ObjectNode> infos, CapQuery query, CapFaults faults) {
        this.alert = alert;
        this.infos = infos;
        this.query = query;
        this.faults = faults;
    }

    Optional<String> to() {
        return query.to().or(this::addresses);
    }

    private Optional<String> addresses() {
        return words(alert, "addresses").map(addresses -> {
            List<String> each = ADDRESS.matcher(addresses)
                    .results()
                    .map(match -> match.group(1) == null ? match.group() : match.group(1))
                    .toList();
            faults.refuseUnless(
                    each.stream().noneMatch(address -> address.isEmpty() || address.indexOf(' ') >= 0),
                    "/to",
                    Code.UNKNOWN_ADDRESS,
                    "an address in double quotes is empty or holds a space");
            return String.join(" ", each);
        });
    }

    Optional<String> purpose() {
        return query.purpose().or(() -> stated("/purpose", "p", CapAddressing::purpose));
    }

    Optional<String> handling() {
        return query.handling()
                .or(() -> stated("/handling", "h", word -> Coded.find(Handling.class, word)
                        .map(Coded::code)));
    }

    Optional<String> status() {
        return query.status().or(() -> text(alert, "status").map(status -> status.toLowerCase(Locale.ROOT)));
    }

    /** The exercise that the note of an exercise names. */
    Optional<String> exercise() {
        return status().filter(Status.EXERCISE.code()::equals)
                .flatMap(exercise -> words(alert, "note"))
                .flatMap(ExerciseName::inNote);
    }

    /** The one post that the areas name; where they name several, none is the place where it arose. */
    Optional<String> post() {
        var posts = CapTree.all(infos, "area")
                .flatMap(area -> CapTree.values(area, "geocode", CapNames.POST))
                .collect(Collectors.toSet());
        return query.post().or(() -> posts.size() == 1 ? posts.stream().findFirst() : Optional.empty());
    }

    /** What the restriction says beyond our token: words for people. */
    static Optional<String> freeRestriction(ObjectNode alert) {
        return words(alert, "restriction")
                .map(restriction ->
                        token(restriction).map(token -> token.group(2)).orElse(restriction))
                .filter(words -> !words.isBlank());
    }

    static boolean isHandling(String code) {
        return Coded.find(Handling.class, code).isPresent();
    }

    /** The one word that restriction and codes state for an attribute. */
    private Optional<String> stated(String pointer, String key, Function<String, Optional<String>> reader) {
        Stream<String> fromRestriction = words(alert, "restriction").flatMap(CapAddressing::token).stream()
                .flatMap(token -> Stream.of(token.group(1).split(";", -1)))
                .filter(pair -> pair.startsWith(key + "="))
                .map(pair -> pair.substring(key.length() + 1))
                .map(word -> reader.apply(word).orElse(word));
        Stream<String> fromCodes = texts(alert, "code").stream().flatMap(code -> reader.apply(code).stream());
        var words = Stream.concat(fromRestriction, fromCodes).distinct().toList();
        faults.refuseUnless(
                words.size() <= 1, pointer, Code.SCHEMA_VIOLATION, "restriction and code state different values");
        return words.stream().findFirst();
    }

    private static Optional<String> purpose(String word) {
        return Coded.find(Purpose.class, word.toLowerCase(Locale.ROOT).replace('_', '-'))
                .map(Coded::code);
    }

    private static Optional<Matcher> token(String restriction) {
        Matcher token = TOKEN.matcher(restriction);
        return token.matches() ? Optional.of(token) : Optional.empty();
    }
}
