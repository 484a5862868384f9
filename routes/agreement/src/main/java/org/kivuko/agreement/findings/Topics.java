package org.kivuko.agreement.findings;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AlertType;
import org.kivuko.model.MessageType;

/** What messages are about, as far as rules tell them apart: the types, and for alerts the types of alerts. */
final class Topics {
    private static final String ALERT = MessageType.ALERT.shortName() + " ";

    private Topics() {}

    /** The topics that a rule fits: {@code alert DOC-LOST}, {@code flow-report}. */
    static Set<String> of(Rule rule) {
        return Stream.of(MessageType.values())
                .filter(type -> type.inRules()
                        && (rule.messages().isEmpty() || rule.messages().contains(type)))
                .flatMap(type -> type == MessageType.ALERT ? alerts(rule) : Stream.of(type.shortName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> alerts(Rule rule) {
        return Stream.of(AlertType.values())
                .filter(type -> rule.alertTypes().isEmpty()
                        || rule.alertTypes().stream().anyMatch(pattern -> pattern.matches(type)))
                .map(type -> ALERT + type.code());
    }

    static boolean isAlert(String topic) {
        return topic.startsWith(ALERT);
    }

    /** The alert types among topics. */
    static Stream<AlertType> alertTypes(Collection<String> topics) {
        return Stream.of(AlertType.values()).filter(type -> topics.contains(ALERT + type.code()));
    }

    /** What arises at a post of the sender's own state alone. */
    static boolean isOfOwnPost(String topic) {
        return topic.equals(MessageType.FLOW_REPORT.shortName())
                || topic.equals(MessageType.CROSSING_RECORD.shortName());
    }

    /** What can show that a person sought protection. */
    static boolean mayBeProtected(String topic) {
        return !topic.equals(MessageType.FLOW_REPORT.shortName());
    }
}
