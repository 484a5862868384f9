package org.kivuko.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What names of exercises look like, and how the note of an alert of CAP names one. Pure functions. */
public final class ExerciseName {
    /** 3 to 40 letters, digits and hyphens. */
    public static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{2,39}");

    private static final String MARK = "exercise:";
    private static final Pattern NOTE =
            Pattern.compile("\\s*" + MARK + "(" + FORM.pattern() + ")(\\s.*)?", Pattern.DOTALL);

    private ExerciseName() {}

    /** The exercise that a note names at its beginning; every other note names none. */
    public static Optional<String> inNote(String note) {
        Matcher named = NOTE.matcher(note);
        return named.matches() ? Optional.of(named.group(1)) : Optional.empty();
    }

    /** The same note, which names this exercise whether it did before or not. */
    public static String note(String exercise, Optional<String> note) {
        return note.filter(words -> inNote(words).filter(exercise::equals).isPresent())
                .orElseGet(
                        () -> MARK + exercise + note.map(words -> " " + words).orElse(""));
    }
}
