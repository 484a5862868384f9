package org.kivuko.acceptance.second;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.kivuko.agreement.Rule;
import org.kivuko.model.Coded;
import org.kivuko.model.Directory;

/** What several permits together demand of a message, and what its recipient owes for it. */
final class SecondDemands {
    private static final String NO_LIMIT = "H9";
    private static final List<String> ONWARD = List.of("prohibited", "consent", "listed");
    private static final List<String> EVIDENCE = List.of("prohibited", "consent", "free");
    private static final Set<String> NEVER_CAPPED = Set.of("PROT-REFERRAL", "HEALTH-EVENT", "HEALTH-MEASURE");

    /** The column {@code Min} of the list of alert types; every other type begins at H0. */
    private static final Map<String, String> LEAST = Map.of(
            "PER-ARREST",
            "H1",
            "PER-CHECK",
            "H2",
            "PER-REFUSE-ENTRY",
            "H1",
            "PER-AT-RISK",
            "H2",
            "THREAT-IMMINENT",
            "H2");

    private final Question question;
    private final List<Rule> permits;

    SecondDemands(Question question, List<Rule> permits) {
        this.question = question;
        this.permits = permits;
    }

    Optional<String> firstUnmet(List<SecondEvaluator.Placed> placed) {
        if (handling().compareTo(lowestMax()) > 0) {
            return Optional.of("HANDLING_TOO_HIGH");
        }
        if (permits.stream().anyMatch(rule -> question.bytes() > rule.maxBytes().orElse(Integer.MAX_VALUE))) {
            return Optional.of("TOO_LARGE");
        }
        var required = permits.stream().flatMap(rule -> rule.fields().require().stream());
        if (!required.allMatch(path -> SecondProjection.stands(question.data(), path))) {
            return Optional.of("ELEMENT_MISSING");
        }
        if (!permits.stream().allMatch(this::languageAccepted)) {
            return Optional.of("LANGUAGE_NOT_ACCEPTED");
        }
        if (question.isAlert()
                && !question.data().has("evaluation")
                && permits.stream().anyMatch(rule -> rule.demands().evaluation())) {
            return Optional.of("EVALUATION_MISSING");
        }
        if (!"actual".equals(question.attribute("status", "actual"))
                && !permits.stream().allMatch(this::participate)) {
            return Optional.of("NOT_A_PARTICIPANT");
        }
        return placed.stream().anyMatch(this::overItsRate) ? Optional.of("RATE_EXCEEDED") : Optional.empty();
    }

    /** How long somebody has to decide, where an officer has to at all. */
    Optional<Duration> reviewWithin() {
        var stated = permits.stream()
                .flatMap(rule -> rule.controls().reviewWithin().stream())
                .min(Comparator.naturalOrder());
        return stated.isPresent() || !"H3".equals(handling()) ? stated : Optional.of(Duration.ofHours(24));
    }

    /** The highest of the message's own, the rules' and the type's. */
    private String handling() {
        var own = question.attribute("handling", "H0");
        var least = LEAST.getOrDefault(question.alertType(), "H0");
        return permits.stream()
                .map(rule -> rule.handlingDefault().map(Coded::code).orElse("H0"))
                .reduce(own.compareTo(least) > 0 ? own : least, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    private String lowestMax() {
        return permits.stream()
                .map(rule -> rule.handlingMax().map(Coded::code).orElse(NO_LIMIT))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private boolean languageAccepted(Rule rule) {
        var texts = question.data().path("texts");
        return rule.demands().languages().isEmpty()
                || texts.isEmpty()
                || StreamSupport.stream(texts.spliterator(), false)
                        .map(text -> text.get("language").asText().toLowerCase(Locale.ROOT))
                        .anyMatch(tag -> rule.demands().languages().stream()
                                .map(range -> range.toLowerCase(Locale.ROOT))
                                .anyMatch(range -> tag.equals(range) || tag.startsWith(range + "-")));
    }

    private boolean participate(Rule rule) {
        var listed =
                rule.demands().participants().stream().map(Object::toString).collect(Collectors.toSet());
        return listed.isEmpty() || listed.containsAll(Set.of(question.sender(), question.recipient()));
    }

    private boolean overItsRate(SecondEvaluator.Placed placed) {
        var used = question.facts().used().getOrDefault(placed.name(), 0);
        return !NEVER_CAPPED.contains(question.alertType())
                && placed.rule()
                        .controls()
                        .rateCap()
                        .filter(cap -> used >= cap.most())
                        .isPresent();
    }

    /** The event as its recipient would get it. */
    ObjectNode delivered(ObjectNode data, List<SecondEvaluator.Placed> placed) {
        var event = question.event().deepCopy();
        event.put("to", question.recipient());
        event.put(
                "agreement",
                placed.stream()
                        .map(one -> one.agreement().reference())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(" ")));
        event.put("handling", handling());
        event.put("onward", onward());
        retainUntil().ifPresent(until -> event.put("retainuntil", until.toString()));
        acknowledgeBy().ifPresent(until -> event.put("ackby", until.toString()));
        event.set("data", data);
        return event;
    }

    private String onward() {
        return permits.stream()
                .map(rule -> rule.duties().passing().onward().code())
                .min(Comparator.comparing(ONWARD::indexOf))
                .orElseThrow();
    }

    /** The narrowest word, the agencies that every list names, and the narrowest word for evidence. */
    String passingOn(Directory directory) {
        var evidence = permits.stream()
                .map(rule -> rule.duties().passing().evidence().code())
                .min(Comparator.comparing(EVIDENCE::indexOf))
                .orElseThrow();
        var to = directory.agencies().stream()
                .map(agency -> agency.id().toString())
                .filter(agency -> "listed".equals(onward()))
                .filter(agency -> permits.stream()
                        .allMatch(rule -> named(rule.duties().passing().to(), agency)))
                .toList();
        return onward() + " " + to + " " + evidence;
    }

    /** Whether a list of states and agencies names an agency. */
    static boolean named(Collection<String> list, String agency) {
        return list.contains(agency) || list.contains(agency.substring(0, 3));
    }

    private Optional<Instant> retainUntil() {
        return permits.stream()
                .flatMap(rule -> rule.duties().retention().stream())
                .map(period ->
                        question.at().atOffset(ZoneOffset.UTC).plus(period).toInstant())
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> acknowledgeBy() {
        return permits.stream()
                .flatMap(rule -> acknowledge(rule).stream())
                .min(Comparator.naturalOrder())
                .map(question.at()::plus);
    }

    private Optional<Duration> acknowledge(Rule rule) {
        var urgency = question.text("urgency");
        return rule.duties().acknowledge().entrySet().stream()
                .filter(entry -> entry.getKey().code().equals(urgency))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> rule.duties().acknowledgeOtherwise());
    }
}
