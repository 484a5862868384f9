package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A score in words, a line for each message and recipient. */
final class ScoreText {
    private ScoreText() {}

    static String of(JsonNode score) {
        var text = new StringBuilder();
        text.append("%s, run %d, %s: %s to %s%n"
                .formatted(
                        score.path("exercise").asText(),
                        score.path("run").asInt(),
                        score.path("state").asText(),
                        score.path("from").asText(),
                        score.path("until").asText()));
        score.path("messages")
                .forEach(line -> line(text, line, score.path("from").asText()));
        text.append(String.format(
                Locale.ROOT,
                "%n%-16s %8s %8s %8s %8s %8s  %s%n",
                "participant",
                "reached",
                "asked",
                "in time",
                "late",
                "missing",
                "median"));
        score.path("participantScores")
                .forEach(tally -> text.append(String.format(
                        Locale.ROOT,
                        "%-16s %8d %8d %8d %8d %8d  %s%n",
                        tally.path("agency").asText(),
                        tally.path("reached").asInt(),
                        tally.path("asked").asInt(),
                        tally.path("inTime").asInt(),
                        tally.path("late").asInt(),
                        tally.path("missing").asInt(),
                        tally.path("median").asText("-"))));
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, JsonNode line, String begin) {
        String name = line.path("inject").asText(line.path("message").asText());
        String what = line.has("refusal")
                ? "refused: " + line.path("refusal").asText()
                : line.has("due") && !line.has("handedInAt") ? "not handed in" : "";
        text.append(String.format(
                        Locale.ROOT,
                        "%n%-24s %s %s",
                        name,
                        after(begin, line.path("due").asText()),
                        what)
                .stripTrailing());
        line.path("recipients")
                .forEach(recipient -> text.append(String.format(
                                Locale.ROOT,
                                "%n  %-14s %-9s %-12s fetched %-10s taken %-10s answered %-10s %s",
                                recipient.path("agency").asText(),
                                recipient.path("outcome").asText(),
                                recipient.path("verdict").asText(),
                                after(begin, recipient.path("fetchedAt").asText()),
                                after(begin, recipient.path("acknowledgedAt").asText()),
                                after(begin, recipient.path("answeredAt").asText()),
                                recipient.path("reason").asText())
                        .stripTrailing()));
        text.append(System.lineSeparator());
    }

    /** How long after the beginning, to the second. */
    private static String after(String begin, String at) {
        if (at.isEmpty()) {
            return "-";
        }
        Duration passed = Duration.between(Instant.parse(begin), Instant.parse(at));
        return "+%d:%02d:%02d".formatted(passed.toHours(), passed.toMinutesPart(), passed.toSecondsPart());
    }
}
