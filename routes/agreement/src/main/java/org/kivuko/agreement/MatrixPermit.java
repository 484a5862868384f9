package org.kivuko.agreement;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.agreement.Member.Nature;
import org.kivuko.agreement.Rule.Transform;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageType;

/**
 * What one permit lets cross of one type of message.
 *
 * @param name of the rule, as {@code KEN-UGA.osbp@3/K-U-1}
 * @param agreement in which it stands, with the legal text behind it
 * @param recipients the agencies that it names, sorted
 * @param fields what it keeps beside what carries no personal data, sorted by path
 */
public record MatrixPermit(String name, Rule rule, Agreement agreement, List<AgencyId> recipients, List<Field> fields) {

    public MatrixPermit {
        recipients = List.copyOf(recipients);
        fields = List.copyOf(fields);
    }

    /**
     * A leaf that may say something of a person.
     *
     * @param identity whether it shows who a person is; free text only may, and does not count
     * @param transform how it is made to say less
     */
    public record Field(String path, boolean identity, Optional<Transform> transform) {}

    static MatrixPermit of(CompiledRule permit, MessageType type, List<AgencyId> recipients) {
        var plan = permit.plan(type);
        var identity = Identity.of(type);
        return new MatrixPermit(
                permit.name(),
                permit.rule(),
                permit.term().agreement(),
                recipients,
                leaves(plan)
                        .map(leaf -> new Field(
                                leaf.path(),
                                identity.get(leaf.number()) && leaf.nature() != Nature.FREE_TEXT,
                                plan.transform(leaf)))
                        .toList());
    }

    private static Stream<Member> leaves(FieldPlan plan) {
        return plan.members().all().stream()
                .filter(leaf -> leaf.isLeaf() && plan.keeps(leaf))
                .filter(leaf -> leaf.nature() != Nature.CORE && leaf.nature() != Nature.ALWAYS);
    }
}
