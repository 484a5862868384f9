package org.kivuko.exchange.format;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms that this hub takes. Whoever asks which media types or parameters there are asks here. */
public final class Formats {
    /** What the hub itself writes and keeps. */
    public static final Format JSON = new CloudEvents();

    /** Alerts as the world writes them. */
    public static final Format CAP = new Cap();

    private static final List<Format> ALL = List.of(JSON, new Edxl(), CAP, new Mrz(), new Paxlst(), new Sdmx());

    private static final Map<String, Format> BY_MEDIA_TYPE = byMediaType();

    private Formats() {}

    private static Map<String, Format> byMediaType() {
        var forms = new HashMap<String, Format>();
        ALL.forEach(format -> format.mediaTypes().forEach(type -> forms.putIfAbsent(type, format)));
        return Map.copyOf(forms);
    }

    /** Every form, the hub's own first. */
    public static List<Format> all() {
        return ALL;
    }

    /** The form behind a media type, its parameters aside; empty where the hub takes no such thing. */
    public static Optional<Format> of(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(BY_MEDIA_TYPE.get(type));
    }

    /** For bytes that came without a media type: JSON where nothing else fits, so that its reader says what is wrong. */
    public static Format sniff(byte[] body) {
        return ALL.stream().filter(format -> format.fits(body)).findFirst().orElse(JSON);
    }

    /** Every media type that is taken, those of the hub's own form first. */
    public static List<String> mediaTypes() {
        return ALL.stream().flatMap(format -> format.mediaTypes().stream()).toList();
    }

    /** Every parameter that some form knows. */
    public static Set<String> beside() {
        return ALL.stream().flatMap(format -> format.beside().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Those that can also show a message of this type, the hub's own first. */
    public static Stream<Format> writing(String type) {
        return ALL.stream().filter(format -> format.writes(type));
    }

    /** Whether the first sign that is no white space is this one. */
    static boolean begins(byte[] body, char sign) {
        for (byte b : body) {
            if (!Character.isWhitespace(b)) {
                return b == sign;
            }
        }
        return false;
    }
}
