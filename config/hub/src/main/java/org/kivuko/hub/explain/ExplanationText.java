package org.kivuko.hub.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Hold;
import org.kivuko.agreement.Rule;
import org.kivuko.agreement.RuleAnswer;
import org.kivuko.agreement.Ruling;
import org.kivuko.exchange.DecisionWriter;
import org.kivuko.model.Directory;

/** An explanation for people: the ruling, what each rule said, and the message before and after. */
public final class ExplanationText {
    private static final String INDENT = "    ";

    private ExplanationText() {}

    /** The lines about one recipient. */
    public static List<String> lines(Subject subject, Directory directory) {
        var ruling = subject.explanation().ruling();
        var lines = new ArrayList<String>();
        lines.add(subject.recipient()
                + directory
                        .agency(subject.recipient())
                        .map(agency -> " (" + agency.name() + ")")
                        .orElse("") + ": " + outcome(ruling));
        decidedBy(ruling).ifPresent(line -> lines.add(INDENT + line));
        ruling.hold()
                .ifPresent(hold -> lines.add(
                        INDENT + "waits for " + waitsFor(hold) + " until " + hold.until() + "; then it is refused"));
        lines.addAll(rules(subject, Rule.Kind.PROHIBIT, "Prohibits"));
        lines.addAll(rules(subject, Rule.Kind.PERMIT, "Permits"));
        lines.addAll(crossing(subject));
        lines.add("");
        return lines;
    }

    private static String outcome(Ruling ruling) {
        return ruling.outcome().code()
                + ruling.reason()
                        .map(reason -> ", " + reason.code() + " (" + reason.title() + ")")
                        .orElse("");
    }

    private static String waitsFor(Hold hold) {
        return switch (hold.cause()) {
            case REVIEW -> "an officer, who releases or refuses it,";
            case REFUGEE_AUTHORITY -> "the refugee authority of the recipient's state, which releases or refuses it,";
            case REGISTER -> "the register of the recipient's refugee authority, or an officer,";
        };
    }

    private static Optional<String> decidedBy(Ruling ruling) {
        if (!ruling.rules().isEmpty()) {
            return Optional.of("decided by " + String.join(", ", ruling.rules()));
        }
        return switch (ruling.reason().orElseThrow()) {
            case NOT_DELIVERABLE, REVIEW_REQUIRED ->
                Optional.of("decided by a protection, which stands above all agreements");
            case NO_AGREEMENT -> Optional.of("no rule is about what goes between these two states");
            default -> Optional.of("no permit matches; the nearest are marked with >");
        };
    }

    private static List<String> rules(Subject subject, Rule.Kind kind, String heading) {
        var answers = subject.explanation().rules().stream()
                .filter(answer -> answer.rule().kind() == kind)
                .toList();
        var words = new AnswerWords(subject);
        int width = answers.stream()
                .mapToInt(answer -> answer.name().length())
                .max()
                .orElse(0);
        var lines = new ArrayList<String>();
        if (!answers.isEmpty()) {
            lines.add(INDENT + heading);
        }
        for (RuleAnswer answer : answers) {
            var mark = answer.matches() ? "= " : answer.nearest() ? "> " : "  ";
            lines.add(INDENT + mark + answer.name()
                    + " ".repeat(width - answer.name().length()) + "  "
                    + words.of(answer)
                    + (answer.matches() && kind == Rule.Kind.PERMIT
                            ? ", under " + instrument(answer.agreement())
                            : ""));
        }
        return lines;
    }

    private static String instrument(Agreement agreement) {
        return agreement.instrument().name()
                + agreement
                        .instrument()
                        .article()
                        .map(article -> ", " + article)
                        .orElse("");
    }

    private static List<String> crossing(Subject subject) {
        var ruling = subject.explanation().ruling();
        if (ruling.data().isEmpty()) {
            return List.of();
        }
        var decision = DecisionWriter.decision(subject.message(), ruling, true);
        var owed = decision.get("obligations").properties().stream()
                .map(member -> member.getKey() + " " + member.getValue().asText())
                .collect(Collectors.joining(", "));
        var lines = new ArrayList<String>();
        lines.add(INDENT + "The recipient is bound by: " + owed);
        lines.add(INDENT + "As sent, and as delivered (- is gone, ~ is changed, + is added by the hub)");
        SideBySide.lines(subject.message().json(), decision.get("message"))
                .forEach(line -> lines.add(INDENT + "  " + line));
        return lines;
    }
}
