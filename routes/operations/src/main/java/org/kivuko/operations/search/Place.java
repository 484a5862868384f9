package org.kivuko.operations.search;

import java.util.Optional;
import java.util.regex.Pattern;
import org.kivuko.model.AgencyId;

/**
 * A state, or one agency of it.
 *
 * @param code {@code KEN} or {@code KEN.DIS}
 */
public record Place(String code) {
    private static final Pattern STATE = Pattern.compile("[A-Z]{3}");

    public Place {
        if (!STATE.matcher(code).matches() && AgencyId.parse(code).isEmpty()) {
            throw new IllegalArgumentException("a place reads like KEN or KEN.DIS");
        }
    }

    /** Reads {@code KEN} or {@code KEN.DIS}; empty where the text has another form. */
    public static Optional<Place> parse(String text) {
        return STATE.matcher(text).matches() || AgencyId.parse(text).isPresent()
                ? Optional.of(new Place(text))
                : Optional.empty();
    }

    /** Whether it means all agencies of a state. */
    public boolean isState() {
        return code.indexOf('.') < 0;
    }

    /** Whether the agency is meant, too. */
    public boolean covers(AgencyId agency) {
        return isState() ? agency.state().equals(code) : agency.toString().equals(code);
    }
}
