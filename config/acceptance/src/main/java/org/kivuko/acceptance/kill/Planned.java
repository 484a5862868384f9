package org.kivuko.acceptance.kill;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * A copy that a sender is to hand in.
 *
 * @param to recipients, all of them agencies of the other state
 */
record Planned(String id, Kind kind, String lane, List<String> to, byte[] body) {
    /** What the hub ought to make of it. */
    enum Kind {
        /** New. */
        ORIGINAL(202),
        /** The original again, byte for byte, after it was accepted. */
        REPEAT(200),
        /** Other content under the id of the original. */
        CONFLICT(409),
        /** No JSON. */
        BROKEN(400);

        /** The answer of the HTTP door. */
        final int status;

        Kind(int status) {
            this.status = status;
        }
    }

    /** Begins the free text of every message, which no rule lets cross. */
    static final String MUST_NOT_CROSS = "stays-at-home";

    private static final int ONE_IN_REPEATED = 20;
    private static final int ONE_IN_CONFLICTING = 100;
    private static final int ONE_IN_BROKEN = 100;

    /** The copies of one sender: so many originals, some with a repeat, a conflict or rubbish after them. */
    static List<Planned> of(String sender, int originals, Random random) {
        var copies = new ArrayList<Planned>();
        for (int i = 1; i <= originals; i++) {
            String id = "%s-%06d-%08x".formatted(sender, i, random.nextInt());
            Planned original = original(sender, id, random.nextInt(5) == 0 ? "urgent" : "bulk", recipients(random));
            copies.add(original);
            if (random.nextInt(ONE_IN_REPEATED) == 0) {
                copies.add(original.again());
            }
            if (random.nextInt(ONE_IN_CONFLICTING) == 0) {
                copies.add(original.otherwise(sender));
            }
            if (random.nextInt(ONE_IN_BROKEN) == 0) {
                byte[] rubbish = "{\"id\":".getBytes(StandardCharsets.UTF_8);
                copies.add(new Planned("broken-" + id, Kind.BROKEN, original.lane, original.to, rubbish));
            }
        }
        return copies;
    }

    /** As a line of a {@link Plan}. */
    String text() {
        return String.join(
                "\t",
                id,
                kind.name(),
                lane,
                String.join(" ", to),
                Base64.getEncoder().encodeToString(body));
    }

    /** Reads a line of a {@link Plan}. */
    static Planned parse(String text) {
        String[] parts = text.split("\t", -1);
        byte[] body = Base64.getDecoder().decode(parts[4]);
        return new Planned(parts[0], Kind.valueOf(parts[1]), parts[2], List.of(parts[3].split(" ")), body);
    }

    /** A new message. */
    static Planned original(String sender, String id, String lane, List<String> to) {
        return new Planned(id, Kind.ORIGINAL, lane, to, body(sender, id, lane, to, "AB123456"));
    }

    /** The same once more. */
    Planned again() {
        return new Planned(id, Kind.REPEAT, lane, to, body);
    }

    private Planned otherwise(String sender) {
        return new Planned(id, Kind.CONFLICT, lane, to, body(sender, id, lane, to, "ZZ999999"));
    }

    /** Two that get it; now and then also the one that no rule names. */
    private static List<String> recipients(Random random) {
        int first = random.nextInt(StormStates.OVER_HTTP.size());
        var to = new ArrayList<String>(List.of(StormStates.OVER_HTTP.get(first)));
        boolean overAmqp = random.nextInt(StormStates.OVER_HTTP.size()) == 0;
        to.add(
                overAmqp
                        ? StormStates.OVER_AMQP
                        : StormStates.OVER_HTTP.get((first + 1) % StormStates.OVER_HTTP.size()));
        if (random.nextInt(10) == 0) {
            to.add(StormStates.NOT_NAMED);
        }
        return to;
    }

    private static byte[] body(String sender, String id, String lane, List<String> to, String number) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return """
                {"specversion": "1.0", "id": "%s", "source": "/agencies/%s", "type": "kivuko.alert.v1",
                 "time": "%s", "to": "%s", "purpose": "border-check", "expires": "%s",
                 "data": {"msgType": "Alert", "texts": [{"language": "en", "event": "%s-%s"}], "alertType": "DOC-STOLEN", "category": ["Security"], "urgency": "%s",
                  "severity": "Moderate", "certainty": "Observed",
                  "subject": {"document": {"type": "PP", "issuer": "KEN", "number": "%s"}}}}
                """
                .formatted(
                        id,
                        sender,
                        now,
                        String.join(" ", to),
                        now.plus(30, ChronoUnit.DAYS),
                        MUST_NOT_CROSS,
                        id,
                        lane.equals("urgent") ? "Immediate" : "Expected",
                        number)
                .getBytes(StandardCharsets.UTF_8);
    }
}
