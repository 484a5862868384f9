package org.kivuko.agreement;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.kivuko.agreement.Rule.Transform;
import org.kivuko.model.MessageType;

/** What of one message type may cross, leaf by leaf. Immutable: nobody changes the bit set or the array. */
final class FieldPlan {
    private final Members members;
    private final BitSet kept;
    private final Transform[] transforms;

    private FieldPlan(Members members, BitSet kept, Transform[] transforms) {
        this.members = members;
        this.kept = kept;
        this.transforms = transforms;
    }

    static FieldPlan of(MessageType type, Rule.Fields fields) {
        var members = Members.of(type);
        return new FieldPlan(
                members, FieldPaths.kept(members, fields.keep()), FieldPaths.transforms(members, fields.transform()));
    }

    /** What all of them let cross: the intersection of fields, and of transforms the stronger. */
    static FieldPlan strictest(List<FieldPlan> plans) {
        var first = plans.get(0);
        if (plans.size() == 1) {
            return first;
        }
        var kept = (BitSet) first.kept.clone();
        var transforms = first.transforms.clone();
        for (FieldPlan plan : plans.subList(1, plans.size())) {
            kept.and(plan.kept);
            for (int i = 0; i < transforms.length; i++) {
                transforms[i] = FieldPaths.stronger(transforms[i], plan.transforms[i]);
            }
        }
        return new FieldPlan(first.members, kept, transforms);
    }

    /** The same as if no rule kept these leaves. */
    FieldPlan without(BitSet leaves) {
        if (!kept.intersects(leaves)) {
            return this;
        }
        var fewer = (BitSet) kept.clone();
        fewer.andNot(leaves);
        return new FieldPlan(members, fewer, transforms);
    }

    Members members() {
        return members;
    }

    boolean keeps(Member leaf) {
        return kept.get(leaf.number());
    }

    boolean keepsFreeText() {
        return kept.intersects(members.freeText());
    }

    /** Whether everything at a member and below it is kept. */
    boolean keepsAllOf(Member member) {
        return member.isLeaf()
                ? keeps(member)
                : member.members().values().stream().allMatch(this::keepsAllOf);
    }

    Optional<Transform> transform(Member leaf) {
        return Optional.ofNullable(transforms[leaf.number()]);
    }

    /** Whether a leaf crosses word for word. */
    boolean keepsAsItIs(Member leaf) {
        return keeps(leaf) && transforms[leaf.number()] == null;
    }
}
