package org.kivuko.acceptance.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Alerts of about 1,500 bytes: an invented document, and a free text that no rule lets cross. Thread-safe. */
final class BenchMessages {
    private static final String TEXT =
            "Nobody is meant by this and nothing has happened; it fills a message. ".repeat(11);

    /** Since this process began, so that no two messages of a run have one id. */
    private static final AtomicLong NEXT = new AtomicLong();

    private final String run = Long.toString(System.currentTimeMillis(), 36);

    /** A new id. */
    String nextId() {
        return "b" + run + "-" + NEXT.incrementAndGet();
    }

    /** An alert of this sender to these recipients. */
    static byte[] alert(String id, int sender, List<Integer> recipients) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return """
                {"specversion":"1.0","id":"%s","source":"/agencies/%s","type":"kivuko.alert.v1","time":"%s",
                "to":"%s","purpose":"border-check","expires":"%s",
                "data":{"msgType":"Alert","alertType":"DOC-STOLEN","category":["Security"],"urgency":"Expected",
                "severity":"Moderate","certainty":"Observed","texts":[{"language":"en","event":"Measurement",
                "description":"%s"}],
                "subject":{"document":{"type":"PP","issuer":"KEN","number":"AB123456","expiry":"2031-05-01"}}}}
                """
                .formatted(
                        id,
                        BenchStates.sender(sender),
                        now,
                        recipients.stream().map(BenchStates::recipient).collect(Collectors.joining(" ")),
                        now.plus(30, ChronoUnit.DAYS),
                        TEXT)
                .getBytes(StandardCharsets.UTF_8);
    }
}
