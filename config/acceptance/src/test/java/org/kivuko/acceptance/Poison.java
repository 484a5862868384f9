package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Messages that a broker door lets in and that fail at one stage or another; each with the code that says why. */
enum Poison {
    NO_JSON("UNREADABLE"),
    NO_TEXT("UNREADABLE"),
    TWO_VALUES("UNREADABLE"),
    HOSTILE_NESTING("UNREADABLE"),
    SOMEBODY_ELSE("NOT_SENDER"),
    NO_RECIPIENT("UNKNOWN_ADDRESS"),
    NO_TYPE("SCHEMA_VIOLATION"),
    A_MEMBER_TOO_MANY("SCHEMA_VIOLATION"),
    A_MEMBER_TOO_FEW("SCHEMA_VIOLATION"),
    FROM_TOMORROW("SCHEMA_VIOLATION"),
    A_REFERENCE_TO_NOTHING("UNKNOWN_REFERENCE");

    private static final int DEEP = 20_000;

    private final String code;

    Poison(String code) {
        this.code = code;
    }

    /** Quarantined is what nobody can read; what can be read is turned away, with a receipt. */
    boolean isQuarantined() {
        return code.equals("UNREADABLE");
    }

    /** What becomes of it, with its cause. */
    String end() {
        return (isQuarantined() ? "quarantined " : "turned ") + code;
    }

    /** Spoils a good message. */
    String of(ObjectNode event) {
        String good = AmqpAgency.text(event);
        return switch (this) {
            case NO_JSON -> "{\"id\":";
            case NO_TEXT -> "\u0000\uFFFF" + good;
            case TWO_VALUES -> good + " {}";
            case HOSTILE_NESTING -> "[".repeat(DEEP) + "]".repeat(DEEP);
            case SOMEBODY_ELSE -> AmqpAgency.text(event.put("source", "/agencies/KEN.KRA"));
            case NO_RECIPIENT -> AmqpAgency.text(event.put("to", "UGA.NOBODY"));
            case NO_TYPE -> AmqpAgency.text(event.put("type", "kivuko.nothing.v1"));
            case A_MEMBER_TOO_MANY -> AmqpAgency.text(event.put("surprise", "canary"));
            case A_MEMBER_TOO_FEW -> {
                data(event).remove("urgency");
                yield AmqpAgency.text(event);
            }
            case FROM_TOMORROW ->
                AmqpAgency.text(event.put(
                        "time",
                        Instant.now()
                                .plus(1, ChronoUnit.DAYS)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()));
            case A_REFERENCE_TO_NOTHING -> {
                data(event).put("msgType", "Update").putArray("references").add("KEN.DIS/never-sent");
                yield AmqpAgency.text(event);
            }
        };
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.get("data");
    }
}
