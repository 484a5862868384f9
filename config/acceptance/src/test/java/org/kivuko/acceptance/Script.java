package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Messages good and bad in a fixed order, the same whichever door they come by and whatever form they have: of ten six are good,
 * and what is not has each time another fault.
 *
 * @param prefix begins the id of each, so that one run is not a repetition of another
 */
record Script(String prefix, int count) {
    private static final List<Fault> BY_TURNS = List.of(Fault.REPEATED, Fault.CONFLICT, Fault.UNREADABLE);

    /** What is wrong with a message. The last three by turns: what was sent before, the same key with other content, no message. */
    enum Fault {
        NONE,
        NOBODY,
        PURPOSE,
        ITS_OWN,
        REPEATED,
        CONFLICT,
        UNREADABLE
    }

    /** What somebody writes under an id with a fault. */
    <T> List<T> written(BiFunction<String, Fault, T> writer) {
        return IntStream.range(0, count)
                .mapToObj(i -> writer.apply(id(i), fault(i)))
                .toList();
    }

    private static Fault fault(int number) {
        return switch (number % 10) {
            case 6 -> Fault.NOBODY;
            case 7 -> Fault.PURPOSE;
            case 8 -> Fault.ITS_OWN;
            case 9 -> BY_TURNS.get(number / 10 % BY_TURNS.size());
            default -> Fault.NONE;
        };
    }

    private String id(int number) {
        return prefix + (number % 10 == 9 ? number - 9 : number);
    }

    /** The ids of those that are accepted, in order. */
    List<String> good() {
        return IntStream.range(0, count)
                .filter(i -> fault(i) == Fault.NONE)
                .mapToObj(this::id)
                .toList();
    }

    /** The number of a message in any script, by its id. */
    static String number(String id) {
        return id.replaceAll(".*-", "");
    }

    /** Puts a fault into an event that has none; the fault of its own is left to whoever knows what the event is. */
    static ObjectNode spoilt(ObjectNode event, Fault fault, String otherTo) {
        return switch (fault) {
            case NOBODY -> event.put("to", "UGA.NOBODY");
            case PURPOSE -> event.put("purpose", "curiosity");
            case CONFLICT -> event.put("to", otherTo);
            default -> event;
        };
    }
}
