package org.kivuko.hub.explain;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Rule;
import org.kivuko.agreement.RuleAnswer;
import org.kivuko.agreement.RuleAnswer.Said;
import org.kivuko.model.Alert;
import org.kivuko.model.Coded;

/** What a rule said, as a sentence: what it states, and what the message has in its place. */
final class AnswerWords {
    private final Subject subject;

    AnswerWords(Subject subject) {
        this.subject = subject;
    }

    String of(RuleAnswer answer) {
        if (answer.matches()) {
            return answer.rule().kind() == Rule.Kind.PERMIT ? "permits" : "refuses";
        }
        return answer.said() instanceof Said.No no
                ? no.step().code() + ": " + why(no, answer.rule(), answer.agreement())
                : "does not refuse: the message shows no sign of protection";
    }

    private String why(Said.No no, Rule rule, Agreement agreement) {
        var envelope = subject.message().envelope();
        return switch (no.step()) {
            case TYPE_NOT_PERMITTED -> type(rule);
            case AUTHORITY_NOT_COMPETENT ->
                "it goes from " + agencies(rule.senders(), "everyone") + " to "
                        + agencies(rule.recipients(), "everyone") + ", this from " + envelope.sender() + " to "
                        + subject.recipient();
            case POST_NOT_COVERED ->
                "it covers " + list(rule.posts().stream())
                        + subject.post().map(post -> ", not " + post).orElse("; the message names no post");
            case PURPOSE_NOT_PERMITTED ->
                "it is for " + codes(rule.purposes()) + ", not "
                        + envelope.purpose().code();
            case STATUS_NOT_PERMITTED ->
                "it is for "
                        + (rule.statuses().isEmpty() ? "actual" : codes(rule.statuses())) + ", not "
                        + envelope.status().code();
            case TRAVELLER_NOT_COVERED -> "it covers " + codes(rule.travellers()) + ", and the person is none of them";
            case SEVERITY_TOO_LOW ->
                "it begins at "
                        + rule.minSeverity().map(Coded::code).orElse("")
                        + subject.message()
                                .alert()
                                .flatMap(Alert::severity)
                                .map(severity -> "; the message is " + severity.code())
                                .orElse("");
            case NOT_RECIPROCAL -> annex(rule, agreement);
            case NOT_IN_FORCE ->
                rule.controls()
                        .emergency()
                        .map(emergency -> "it holds only while "
                                + list(emergency.by().stream().map(Object::toString))
                                + " has declared an emergency, and none is taken as declared here")
                        .orElseGet(() -> notInForce(agreement));
            default -> no.step().title();
        };
    }

    private String type(Rule rule) {
        var alerts = rule.alertTypes().isEmpty()
                ? ""
                : " " + list(rule.alertTypes().stream().map(Rule.AlertTypes::pattern));
        var types = rule.messages().isEmpty()
                ? "every message"
                : list(rule.messages().stream().map(type -> type.shortName()));
        return "it is for " + types + alerts + ", not " + Subject.kind(subject.message());
    }

    private String annex(Rule rule, Agreement agreement) {
        var annex = rule.annex().orElse("");
        var accepted = agreement.annexes().getOrDefault(annex, Set.of());
        var missing = Stream.of(
                        subject.message().envelope().sender().state(),
                        subject.recipient().state())
                .distinct()
                .filter(state -> !accepted.contains(state));
        return "the annex '" + annex + "' is not accepted by " + list(missing);
    }

    private static String notInForce(Agreement agreement) {
        return switch (agreement.state()) {
            case PROVISIONAL, IN_FORCE ->
                "the agreement holds from " + agreement.valid().from()
                        + agreement.valid().until().map(day -> " until " + day).orElse("") + ", not at this instant";
            default -> "the agreement is " + agreement.state().code();
        };
    }

    private static String agencies(List<Rule.Party> parties, String all) {
        return parties.isEmpty() ? all : list(parties.stream().map(AnswerWords::party));
    }

    private static String party(Rule.Party party) {
        return party instanceof Rule.Party.WithRole role
                ? ":" + role.role().code()
                : ((Rule.Party.Named) party).agency().toString();
    }

    private static String codes(Collection<? extends Coded> values) {
        return list(values.stream().map(Coded::code));
    }

    private static String list(Stream<String> words) {
        return words.sorted().collect(Collectors.joining(", "));
    }
}
