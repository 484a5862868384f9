package org.kivuko.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The kinds of values that more than one type of message holds. Each stands in {@code config/schemas/common.v1.json} too. */
final class Forms {
    static final int MOST_ELEMENTS = 10_000;
    static final int MOST_REFERENCES = 1_000;
    static final int LINE = 500;
    static final int PROSE = 65_536;

    private static final char DELETE = '\u007F';

    private static final Pattern DURATION = Pattern.compile("P[1-9]\\d{0,2}D|PT[1-9]\\d{0,3}[HM]");

    static final Kind<String> ID =
            Kinds.text(Pattern.compile("[A-Za-z0-9._:-]{1,128}"), "1 to 128 of A-Z a-z 0-9 . _ : -");

    static final Kind<AgencyId> AGENCY = Kinds.parsed("the code of an agency like KEN.DIS", AgencyId::parse);

    static final Kind<AgencyId> SOURCE = Kinds.parsed("/agencies/ and the code of an agency", AgencyId::parseSource);

    static final Kind<MessageKey> KEY =
            Kinds.parsed("the code of an agency, a slash and the id of a message", MessageKey::parse);

    static final Kind<String> POST =
            Kinds.text(Pattern.compile("[A-Z]{3}(-[A-Z0-9]{1,32}){1,4}"), "a border post like KEN-BUSIA");

    static final Kind<String> EXERCISE =
            Kinds.text(ExerciseName.FORM, "the name of an exercise: 3 to 40 of A-Z a-z 0-9 -, a letter or digit first");

    static final Kind<String> STATE =
            Kinds.text(Pattern.compile("[A-Z]{1,3}"), "a code of ISO 3166-1 alpha-3 or of ICAO Doc 9303");

    static final Kind<String> UNLOCODE =
            Kinds.text(Pattern.compile("[A-Z]{2}[A-Z2-9]{3}"), "a UN/LOCODE without space");

    /** A day that may lack its last parts; whether it exists is checked apart ({@link Code#MRZ_05}). */
    static final Kind<String> BIRTH =
            Kinds.text(Pattern.compile("[12]\\d{3}(-\\d\\d(-\\d\\d)?)?"), "YYYY-MM-DD, YYYY-MM or YYYY");

    static final Kind<String> FULL_DATE = Kinds.text(Pattern.compile("[12]\\d{3}-\\d\\d-\\d\\d"), "YYYY-MM-DD");

    static final Kind<String> TEXT_LINE = Kinds.text(Forms::onOneLine, LINE, "a text on one line");

    static final Kind<String> TEXT = Kinds.text(Forms::onLines, PROSE, "a text without control characters");

    /** CAP's values may be empty. */
    static final Kind<String> TEXT_OR_NONE = (node, place, faults) ->
            node.isTextual() && node.textValue().isEmpty() ? "" : TEXT.read(node, place, faults);

    static final Kind<String> NAME = Kinds.text(Forms::onOneLine, 200, "a text on one line");

    /** Short marks of things: numbers of documents, plates, series. */
    static final Kind<String> MARK = Kinds.text(Forms::onOneLine, 64, "a text on one line");

    /** A code of somebody's list: never words, so that it can be core. */
    static final Kind<String> CODE =
            Kinds.text(Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,31}"), "a code of 1 to 32 of A-Z a-z 0-9 _ . : -");

    static final Kind<String> TRANSPORT = Kinds.text(Pattern.compile("[0-9PA]"), "a digit of UN/CEFACT Rec 19, P or A");

    static final Kind<String> LANGUAGE =
            Kinds.text(Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}"), "a language tag of BCP 47");

    static final Kind<Long> COUNT = Kinds.whole(0, StrictJson.MAX_WHOLE);

    /** How long something may take: whole days, hours or minutes (ISO 8601). */
    static final Kind<Duration> WITHIN = Kinds.parsed(
            "a duration of whole days, hours or minutes like P7D, PT8H or PT15M",
            text -> DURATION.matcher(text).matches() ? Optional.of(Duration.parse(text)) : Optional.empty());

    private Forms() {}

    /** Whether it is free of control characters. */
    static boolean isText(String text) {
        return Kinds.madeOf(text, Forms::onLines);
    }

    /** A list of up to {@value #MOST_ELEMENTS} objects. */
    static <T> Kind<List<T>> objects(Function<Members, T> reader) {
        return Kinds.list(0, MOST_ELEMENTS, Kinds.object(reader));
    }

    /** What the hub holds besides in files and XML: control characters have no place there. */
    private static boolean onOneLine(int character) {
        return character >= ' ' && character != DELETE;
    }

    private static boolean onLines(int character) {
        return onOneLine(character) || character == '\t' || character == '\n' || character == '\r';
    }
}
