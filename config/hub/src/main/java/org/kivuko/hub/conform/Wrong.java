package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.function.Function;

/** Cases of one form: a message that is right but for one thing, which must be refused under its code and shown in its place. */
final class Wrong {
    private static final int REFUSED = 422;

    private final Function<Bench, ObjectNode> draft;
    private final Cite cite;
    private final Need[] needs;

    private Wrong(Function<Bench, ObjectNode> draft, Cite cite, Need... needs) {
        this.draft = draft;
        this.cite = cite;
        this.needs = needs;
    }

    static Wrong alert(Cite cite) {
        return new Wrong(Bench::alert, cite, Need.ADDRESSEE);
    }

    static Wrong flow(Cite cite) {
        return new Wrong(Bench::flow, cite, Need.ADDRESSEE, Need.POST);
    }

    static Wrong crossing(Cite cite) {
        return new Wrong(Bench::crossing, cite, Need.ADDRESSEE, Need.POST);
    }

    /** A case under {@code SCHEMA_VIOLATION}. */
    Case of(String id, String title, Consumer<ObjectNode> change, String... pointers) {
        return of(id, title, "SCHEMA_VIOLATION", change, pointers);
    }

    /** The same under another code. */
    Case of(String id, String title, String code, Consumer<ObjectNode> change, String... pointers) {
        return of(id, title, REFUSED, code, change, pointers);
    }

    Case of(String id, String title, int status, String code, Consumer<ObjectNode> change, String... pointers) {
        String place = pointers.length == 0 ? "" : ", with " + String.join(" and ", pointers) + " in errors";
        return Case.of(
                id,
                title,
                cite,
                "Refuse such a message when it is posted, with HTTP " + status + " and the code " + code + place + ".",
                bench -> {
                    ObjectNode message = draft.apply(bench);
                    change.accept(message);
                    Expect.refused(bench.post(message), status, code, pointers);
                },
                needs);
    }

    /** The data of a message. */
    static ObjectNode data(ObjectNode message) {
        return (ObjectNode) message.path("data");
    }

    /** Something in the data, made where it is not there. */
    static ObjectNode in(ObjectNode message, String pointer) {
        return data(message).withObject(pointer);
    }
}
