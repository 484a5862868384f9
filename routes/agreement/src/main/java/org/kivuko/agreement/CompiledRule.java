package org.kivuko.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kivuko.agreement.Rule.Travellers;
import org.kivuko.agreement.RuleAnswer.Said;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Status;

/** One rule, ready to be asked: roles, crossings, patterns and paths are resolved. Immutable, thread-safe. */
final class CompiledRule {
    private final Rule rule;
    private final Term term;
    private final String name;
    private final Among<MessageType> messages;
    private final Among<AlertType> alertTypes;
    private final Among<AgencyId> senders;
    private final Among<AgencyId> recipients;
    private final AgencySet senderSet;
    private final AgencySet recipientSet;
    private final Among<String> posts;
    private final Among<Purpose> purposes;
    private final Among<Status> statuses;
    private final Among<Travellers> travellers;
    private final LanguageRanges languages;
    private final CompiledFields fields;
    private final List<String> names;
    private final List<String> references;

    CompiledRule(Term term, Rule rule, Compiler compiler) {
        this.rule = rule;
        this.term = term;
        name = term.agreement().reference() + "/" + rule.id();
        messages = compiler.stated(rule.messages());
        alertTypes = compiler.alertTypes(rule.alertTypes());
        senders = compiler.agencies(rule.senders());
        recipients = compiler.agencies(rule.recipients());
        senderSet = compiler.set(senders);
        recipientSet = compiler.set(recipients);
        posts = compiler.posts(rule.posts());
        purposes = compiler.stated(rule.purposes());
        statuses = isPermit() && rule.statuses().isEmpty()
                ? compiler.only(Set.of(Status.ACTUAL))
                : compiler.stated(rule.statuses());
        travellers = compiler.stated(rule.travellers());
        languages = compiler.languages(rule.demands().languages());
        fields = fields(compiler);
        names = List.of(name);
        references = List.of(compiler.word(term.agreement().reference()));
    }

    private CompiledFields fields(Compiler compiler) {
        var types = Stream.of(MessageType.values())
                .filter(type -> type.inRules() && messages.admits(type))
                .toList();
        try {
            return compiler.fields(types, rule.fields());
        } catch (IllegalArgumentException fault) {
            throw new IllegalArgumentException(name + ": " + fault.getMessage(), fault);
        }
    }

    /** As rulings name it, {@code KEN-UGA.osbp@3/K-U-1}. */
    String name() {
        return name;
    }

    /** Its name as the rules of a ruling of which it is the only one. */
    List<String> names() {
        return names;
    }

    /** The same of its agreement. */
    List<String> references() {
        return references;
    }

    /** The agreement in which it stands, {@code KEN-UGA.osbp@3}. */
    String reference() {
        return references.get(0);
    }

    Rule rule() {
        return rule;
    }

    Term term() {
        return term;
    }

    boolean isPermit() {
        return rule.kind() == Rule.Kind.PERMIT;
    }

    /** Whether the rule is about what goes from one state to the other. */
    boolean covers(String from, String to) {
        return fits(rule.from(), from) && fits(rule.to(), to) && term.covers(from, to);
    }

    private boolean fits(String stated, String state) {
        return stated.equals(state)
                || (stated.equals(Rule.EVERY_PARTY)
                        && term.agreement().parties().size() > 1);
    }

    boolean admits(MessageType type) {
        return messages.admits(type);
    }

    AgencySet senders() {
        return senderSet;
    }

    AgencySet recipients() {
        return recipientSet;
    }

    boolean admits(AlertType type) {
        return alertTypes.admits(type);
    }

    boolean namesRecipient(AgencyId agency) {
        return recipients.admits(agency);
    }

    /** Whether both states accepted the annex; for permits. */
    boolean isReciprocal(String from, String to, Instant at) {
        return rule.annex().filter(annex -> term.accepted(annex, from, to, at)).isPresent();
    }

    /** The first step at which this permit says no at this instant; empty where it matches. */
    Optional<Step> firstNo(Matter matter, Instant at) {
        var no = firstNo(matter);
        return no.isPresent()
                ? no
                : firstNo(matter.from(), matter.to(), at, matter.facts().emergencies());
    }

    /** The same where type, sender and recipient are known to fit. */
    Optional<Step> firstNoOfCompetent(Matter matter, Instant at) {
        var no = firstNoOfCompetent(matter);
        return no.isPresent()
                ? no
                : firstNo(matter.from(), matter.to(), at, matter.facts().emergencies());
    }

    /** The first of the last steps, which do not look at the message, while no emergency is open. */
    Optional<Step> firstNo(String from, String to, Instant at) {
        return firstNo(from, to, at, Set.of());
    }

    private Optional<Step> firstNo(String from, String to, Instant at, Set<String> emergencies) {
        if (!isReciprocal(from, to, at)) {
            return Optional.of(Step.ANNEX);
        }
        if (isForEmergencies() && !emergencies.contains(name)) {
            return Optional.of(Step.EMERGENCY);
        }
        return term.firstNo(from, to, at);
    }

    /** The first step at which the message does not fit; a pair of states that this rule covers is taken for granted. */
    private Optional<Step> firstNo(Matter matter) {
        if (!messages.admits(matter.type())
                || (matter.alertType().isPresent() && !alertTypes.admits(matter.alertType()))) {
            return Optional.of(Step.TYPE);
        }
        if (!senders.admits(matter.sender()) || !recipients.admits(matter.recipient())) {
            return Optional.of(Step.AUTHORITY);
        }
        return firstNoOfCompetent(matter);
    }

    /** The same where type, sender and recipient are known to fit. */
    private Optional<Step> firstNoOfCompetent(Matter matter) {
        var envelope = matter.message().envelope();
        if (!posts.admits(matter.post())) {
            return Optional.of(Step.POST);
        }
        if (!purposes.admits(envelope.purpose())) {
            return Optional.of(Step.PURPOSE);
        }
        if (!statuses.admits(envelope.status())) {
            return Optional.of(Step.STATUS);
        }
        if (!admitsTraveller(matter)) {
            return Optional.of(Step.TRAVELLER);
        }
        return isGraveEnough(matter) ? Optional.empty() : Optional.of(Step.SEVERITY);
    }

    /** Within one state its nationals are the sender's and the recipient's alike. */
    private boolean admitsTraveller(Matter matter) {
        if (travellers.everything() || !matter.concerned().person()) {
            return true;
        }
        var nationality = matter.concerned().nationality().orElse("");
        boolean ofSender = nationality.equals(matter.from());
        boolean ofRecipient = nationality.equals(matter.to());
        return (ofSender && travellers.admits(Travellers.SENDER_NATIONALS))
                || (ofRecipient && travellers.admits(Travellers.RECIPIENT_NATIONALS))
                || (!ofSender && !ofRecipient && travellers.admits(Travellers.THIRD_COUNTRY));
    }

    /** Severities are declared from the gravest down. */
    private boolean isGraveEnough(Matter matter) {
        return rule.minSeverity().isEmpty()
                || matter.severity().isEmpty()
                || matter.severity().get().compareTo(rule.minSeverity().get()) <= 0;
    }

    /** Whether this prohibit, of which type, sender and recipient fit, refuses the message; the cheap questions first. */
    boolean refuses(Matter matter, Instant at) {
        return (!rule.whenProtected() || matter.protectionShown())
                && firstNoOfCompetent(matter).isEmpty()
                && term.inForce(matter.from(), matter.to(), at);
    }

    /** What this prohibit says at this instant; it matches where it refuses. */
    Said saysAsProhibit(Matter matter, Instant at) {
        var no = term.firstNo(matter.from(), matter.to(), at);
        if (no.isEmpty() && rule.whenProtected() && !matter.protectionShown()) {
            return Said.NOT_MEANT;
        }
        return said(no.or(() -> firstNo(matter)));
    }

    /** What this permit says at this instant. */
    Said saysAsPermit(Matter matter, Instant at) {
        return said(firstNo(matter, at));
    }

    private static Said said(Optional<Step> no) {
        return no.<Said>map(step -> new Said.No(step.reason())).orElse(Said.MATCHES);
    }

    /** Whether this prohibit refuses every message of a type; types of alerts and severity are asked of alerts alone. */
    boolean refusesEvery(MessageType type) {
        return admits(type)
                && !rule.whenProtected()
                && (type != MessageType.ALERT || (rule.minSeverity().isEmpty() && alertTypes.everything()))
                && senders.everything()
                && recipients.everything()
                && posts.everything()
                && purposes.everything()
                && statuses.everything()
                && travellers.everything();
    }

    /** Whether this permit holds only while an emergency is open, and then in place of the others. */
    boolean isForEmergencies() {
        return rule.controls().emergency().isPresent();
    }

    LanguageRanges languages() {
        return languages;
    }

    /** What this permit lets cross of a type that it admits. */
    FieldPlan plan(MessageType type) {
        return fields.plans().get(type);
    }

    List<RequiredField> required(MessageType type) {
        return fields.required().get(type);
    }
}
