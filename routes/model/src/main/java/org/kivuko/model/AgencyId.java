package org.kivuko.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code of an agency, {@code KEN.DIS}: the state's ISO 3166-1 alpha-3 code and a short name of the agency in it.
 *
 * @param state three upper-case letters
 * @param shortName 1 to 16 upper-case letters and digits, beginning with a letter
 */
public record AgencyId(String state, String shortName) implements Comparable<AgencyId> {
    private static final String SOURCE = "/agencies/";
    private static final Pattern FORM = Pattern.compile("([A-Z]{3})\\.([A-Z][A-Z0-9]{0,15})");

    public AgencyId {
        if (!FORM.matcher(state + "." + shortName).matches()) {
            throw new IllegalArgumentException("an agency code reads like KEN.DIS");
        }
    }

    /** Reads {@code KEN.DIS}; empty where the text has another form. */
    public static Optional<AgencyId> parse(String text) {
        var match = FORM.matcher(text);
        return match.matches() ? Optional.of(new AgencyId(match.group(1), match.group(2))) : Optional.empty();
    }

    /** Reads {@code KEN.DIS}; for text that this program wrote or has checked. */
    public static AgencyId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("an agency code reads like KEN.DIS"));
    }

    /** Reads what {@link #source} writes; empty where the text has another form. */
    public static Optional<AgencyId> parseSource(String text) {
        return text.startsWith(SOURCE) ? parse(text.substring(SOURCE.length())) : Optional.empty();
    }

    /** The CloudEvents {@code source} of its messages, {@code /agencies/KEN.DIS}. */
    public String source() {
        return SOURCE + this;
    }

    @Override
    public int compareTo(AgencyId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return state + "." + shortName;
    }
}
