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

    /** What all of these permits let cross: the intersection of fields, and of transforms the stronger. */
    static FieldPlan strictest(List<CompiledRule> permits, MessageType type) {
        var strictest = permits.get(0).plan(type);
        for (int i = 1; i < permits.size(); i++) {
            strictest = strictest.and(permits.get(i).plan(type));
        }
        return strictest;
    }

    private FieldPlan and(FieldPlan other) {
        if (other == this) {
            return this; // rules that keep the same share their plan
        }
        var both = (BitSet) kept.clone();
        both.and(other.kept);
        var stronger = transforms.clone();
        for (int i = 0; i < stronger.length; i++) {
            stronger[i] = FieldPaths.stronger(stronger[i], other.transforms[i]);
        }
        return new FieldPlan(members, both, stronger);
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
