package org.kivuko.agreement;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.agreement.RuleAnswer.Said;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageType;

/** One rule, ready to be asked: roles, crossings, patterns and paths are resolved. Immutable, thread-safe. */
final class CompiledRule {
    static final Comparator<CompiledRule> BY_NAME = Comparator.comparing(CompiledRule::name);

    private final long traits;
    private final Conditions conditions;
    private final String name;
    private final Rule rule;
    private final Term term;
    private final AgencySet senders;
    private final AgencySet recipients;
    private final Posts posts;
    private final LanguageRanges languages;
    private final CompiledFields fields;

    CompiledRule(Term term, Rule rule, Compiler compiler) {
        this.rule = rule;
        this.term = term;
        name = term.reference() + "/" + rule.id();
        traits = Traits.admitted(rule, compiler.alertTypes(rule.alertTypes()));
        senders = compiler.agencies(rule.senders());
        recipients = compiler.agencies(rule.recipients());
        posts = compiler.posts(rule.posts());
        languages = compiler.languages(rule.demands().languages());
        fields = fields(compiler);
        conditions = compiler.conditions(Conditions.of(rule));
    }

    private CompiledFields fields(Compiler compiler) {
        var types = Stream.of(MessageType.values())
                .filter(type -> type.inRules() && admits(type))
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

    /** The agreement in which it stands, {@code KEN-UGA.osbp@3}. */
    String reference() {
        return term.reference();
    }

    Rule rule() {
        return rule;
    }

    Term term() {
        return term;
    }

    Conditions conditions() {
        return conditions;
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
        return (traits & Traits.of(type)) != 0;
    }

    AgencySet senders() {
        return senders;
    }

    AgencySet recipients() {
        return recipients;
    }

    boolean namesRecipient(AgencyId agency) {
        return recipients.admits(agency);
    }

    /** Whether both states accepted the annex; for permits. */
    boolean isReciprocal(String from, String to, Instant at) {
        return rule.annex().filter(annex -> term.accepted(annex, from, to, at)).isPresent();
    }

    /** The traits of messages that it admits between two states at an instant. */
    long admitted(String from, String to, Instant at) {
        long holds = Traits.HOLDS;
        if (isPermit() && !isReciprocal(from, to, at)) {
            holds &= ~Traits.RECIPROCAL;
        }
        if (isForEmergencies()) {
            holds &= ~Traits.NOT_WAITING;
        }
        var no = term.firstNo(from, to, at);
        if (no.isPresent()) {
            holds &= ~(no.get() == Step.SUSPENDED ? Traits.NOT_SUSPENDED : Traits.IN_FORCE);
        }
        return traits | holds;
    }

    /** Whether it states more than traits and the seats of these two states can say. */
    boolean needsACloserLook(int sender, int recipient) {
        return !posts.everything()
                || isForEmergencies()
                || senders.isCrowded(sender)
                || recipients.isCrowded(recipient);
    }

    /**
     * What a message lacks for this rule, where seats and traits alone cannot tell; 0 where it fits.
     *
     * @param missing the traits that the message shows and the rule does not admit
     */
    long closer(Matter matter, long missing) {
        long lacking = missing;
        if (!senders.admits(matter.sender()) || !recipients.admits(matter.recipient())) {
            lacking |= Traits.AUTHORITY;
        }
        if (!posts.admits(matter.post())) {
            lacking |= Traits.POST;
        }
        if (matter.facts().suspended().contains(term.agreement().id())) {
            lacking |= Traits.NOT_SUSPENDED;
        }
        boolean open = isForEmergencies() && matter.facts().emergencies().containsKey(name);
        return open ? lacking & ~Traits.NOT_WAITING : lacking;
    }

    /** The first step at which this permit says no at this instant; empty where it matches. */
    Optional<Step> firstNo(Matter matter, Instant at) {
        return firstNo(matter, admitted(matter.from(), matter.to(), at));
    }

    private Optional<Step> firstNo(Matter matter, long admitted) {
        return step(closer(matter, matter.shown() & ~admitted));
    }

    private static Optional<Step> step(long missing) {
        return missing == 0 ? Optional.empty() : Optional.of(Traits.step(missing));
    }

    /** The first of the last steps, which do not look at the message, while no emergency is open. */
    Optional<Step> firstNo(String from, String to, Instant at) {
        return step(Traits.HOLDS & ~admitted(from, to, at));
    }

    /** What this prohibit says at this instant; it matches where it refuses. */
    Said saysAsProhibit(Matter matter, Instant at) {
        var no = term.firstNo(matter.from(), matter.to(), at);
        if (no.isEmpty() && rule.whenProtected() && !matter.protectionShown()) {
            return Said.NOT_MEANT;
        }
        return said(no.or(() -> firstNo(matter, traits | Traits.HOLDS)));
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
                && (type != MessageType.ALERT
                        || (rule.minSeverity().isEmpty() && rule.alertTypes().isEmpty()))
                && senders.everything()
                && recipients.everything()
                && posts.everything()
                && rule.purposes().isEmpty()
                && rule.statuses().isEmpty()
                && rule.travellers().isEmpty();
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
