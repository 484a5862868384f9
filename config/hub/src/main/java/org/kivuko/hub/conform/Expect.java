package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a case demands of answers. */
final class Expect {
    private static final int SHOWN = 300;

    private Expect() {}

    /** That a call was answered with this status. */
    static Reply status(Reply reply, int status) {
        that(reply.status() == status, "HTTP " + status + " in answer to " + reply.call(), reply.toString());
        return reply;
    }

    /** A refusal: the status, its code, and the places at fault, no more and no fewer, where any are named. */
    static Reply refused(Reply reply, int status, String code, String... pointers) {
        String place = pointers.length == 0 ? "" : " at " + places(List.of(pointers));
        boolean places =
                pointers.length == 0 || new TreeSet<>(reply.pointers()).equals(new TreeSet<>(Set.of(pointers)));
        that(
                reply.status() == status && reply.code().equals(code) && places,
                "HTTP " + status + " " + code + place + " in answer to " + reply.call(),
                reply.toString());
        return reply;
    }

    /** Pointers as readers see them: the whole message has an empty one. */
    static String places(List<String> pointers) {
        return pointers.stream()
                .map(pointer -> pointer.isEmpty() ? "\"\" (the whole message)" : pointer)
                .collect(Collectors.joining(", "));
    }

    /** A member that has to be there. */
    static JsonNode member(JsonNode object, String name, String of) {
        JsonNode value = object.path(name);
        that(!value.isMissingNode() && !value.isNull(), "the member " + name + " in " + of, "none");
        return value;
    }

    static void equal(String what, Object expected, Object found) {
        that(Objects.equals(expected, found), what + " " + shown(expected), shown(found));
    }

    static void that(boolean holds, String expected, String found) {
        if (!holds) {
            throw new Deviation(expected, found);
        }
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
