package org.kivuko.hub.configuration;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kivuko.agreement.Cells;
import org.kivuko.agreement.Controls;
import org.kivuko.agreement.Controls.Copy;
import org.kivuko.agreement.Controls.Emergency;
import org.kivuko.agreement.Controls.RateCap;
import org.kivuko.agreement.Dimension;
import org.kivuko.agreement.Hold;
import org.kivuko.hub.configuration.Value.Keys;
import org.kivuko.model.Coded;
import org.kivuko.model.MessageType;

/** Reads how a permit is controlled while it is used. */
final class ControlReader {
    static final List<String> KEYS = List.of("rateCap", "review", "reviewWithin", "copies", "emergency", "cells");

    private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,6})/(P.{1,30})");
    private static final Duration LONGEST_WINDOW = Duration.ofDays(31);
    private static final int LARGEST_CELL = 1_000_000;

    private static final Shape EMERGENCY = Shape.needs("by", "most").refuses(Unenforced.KEYS);
    private static final Shape CELLS =
            Shape.needs("min").may("minBy", "secondary").refuses(Unenforced.KEYS);

    private final Known known;
    private final Parties parties;

    ControlReader(Known known, Parties parties) {
        this.known = known;
        this.parties = parties;
    }

    /** @param to the state on the receiving side, every party, or empty where it could not be read */
    Controls read(Keys keys, Optional<String> to) {
        return new Controls(
                keys.get("rateCap", ControlReader::rateCap),
                reviewWithin(keys),
                Set.copyOf(keys.list("copies", place -> copy(place, to))),
                keys.get("emergency", this::emergency));
    }

    private static Optional<RateCap> rateCap(Value place) {
        return place.text().flatMap(text -> {
            var match = RATE.matcher(text);
            var cap = match.matches()
                    ? Lengths.duration(match.group(2))
                            .filter(within -> within.compareTo(LONGEST_WINDOW) <= 0)
                            .map(within -> new RateCap(Integer.parseInt(match.group(1)), within))
                    : Optional.<RateCap>empty();
            if (cap.isEmpty()) {
                place.wrong(
                        Value.quoted(text) + " is no number of copies in a time",
                        "write a number, a stroke and a time of at most 31 days: 200/PT1H");
            }
            return cap;
        });
    }

    private static Optional<Duration> reviewWithin(Keys keys) {
        var review = keys.get("review", Value::flag);
        boolean readable = review.isPresent() || !keys.has("review");
        if (readable && !review.orElse(false)) {
            keys.wrong(
                    "reviewWithin",
                    "'reviewWithin' is the clock of a review, and this permit has none",
                    "write review: true beside it, or take it out");
        }
        var within = keys.get("reviewWithin", Lengths::duration);
        return review.filter(it -> it).map(it -> within.orElse(Hold.DEFAULT));
    }

    /** Every state to which the permit lets messages cross needs somebody to get the copy. */
    private Optional<Copy> copy(Value place, Optional<String> to) {
        var copy = place.oneOf(Copy.class, "further recipient");
        if (copy.isPresent()) {
            parties.receiving(to).stream()
                    .flatMap(code -> known.directory().state(code).stream())
                    .filter(state -> state.centralContact().isEmpty()
                            && !known.doubtfulStates().contains(state.code()))
                    .forEach(state -> place.wrong(
                            state.code() + " has no central contact to get a copy",
                            "name one in states/" + state.code() + ".yaml, or take 'copies' out"));
        }
        return copy;
    }

    private Optional<Emergency> emergency(Value place) {
        var keys = place.mapping(EMERGENCY);
        var by = keys.list("by", parties::agency);
        return keys.get("most", Lengths::duration).map(most -> new Emergency(Set.copyOf(by), most));
    }

    /** @param messages the types that the rule names; empty where they could not be read */
    static Optional<Cells> cells(Keys keys, List<MessageType> messages) {
        if (!messages.isEmpty() && !messages.contains(MessageType.FLOW_REPORT)) {
            keys.wrong(
                    "cells",
                    "'cells' is about flow reports, and this permit lets none cross",
                    "take it out, or add flow-report to 'messages'");
        }
        return keys.get("cells", ControlReader::cells);
    }

    private static Optional<Cells> cells(Value place) {
        var keys = place.mapping(CELLS);
        var secondary = keys.get("secondary", Value::flag).orElse(true);
        if (!secondary) {
            keys.wrong(
                    "secondary",
                    "a count that follows from its totals is not hidden, and no agreement can switch protection PR-7 off",
                    "write secondary: true, or leave it out");
        }
        return keys.get("min", value -> value.wholeNumber(1, LARGEST_CELL))
                .map(min -> new Cells(
                        min, keys.get("minBy").map(value -> minBy(value, min)).orElse(Map.of()), secondary));
    }

    private static Map<Dimension, Integer> minBy(Value place, int min) {
        var minBy = new EnumMap<Dimension, Integer>(Dimension.class);
        place.entries().forEach((word, value) -> {
            var dimension = Coded.find(Dimension.class, word);
            if (dimension.isEmpty()) {
                value.wrong(
                        "unknown dimension " + Value.quoted(word),
                        Suggest.remedy(
                                word,
                                List.of(Dimension.values()).stream()
                                        .map(Dimension::code)
                                        .toList()));
                return;
            }
            value.wholeNumber(1, LARGEST_CELL).ifPresent(least -> {
                if (least < min) {
                    value.wrong(
                            least + " by " + word + " is below the least of every cell, " + min,
                            "raise it to more than " + min + ", or take it out");
                }
                if (dimension.get() == Dimension.NATIONALITY && least < Cells.LEAST_OF_A_NATIONALITY) {
                    value.wrong(
                            least + " by nationality is below " + Cells.LEAST_OF_A_NATIONALITY
                                    + ", under which a count tells of single persons, and no agreement can switch protection"
                                    + " PR-7 off",
                            "write " + Cells.LEAST_OF_A_NATIONALITY + " or more, or take it out: then "
                                    + Cells.LEAST_OF_A_NATIONALITY + " holds");
                }
                minBy.put(dimension.get(), least);
            });
        });
        return minBy;
    }
}
