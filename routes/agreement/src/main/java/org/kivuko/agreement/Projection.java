package org.kivuko.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.kivuko.agreement.Member.Nature;

/**
 * Copies of {@code data} what a plan lets cross, and notes what it left behind. What the plan does not know does not
 * cross. Used once, for one recipient, by one thread.
 */
final class Projection {
    /** What crosses, and the sorted paths of what does not or crosses changed. */
    record Projected(ObjectNode data, List<String> removed, List<String> transformed) {}

    /** Stands for what does not cross. */
    private static final JsonNode GONE = MissingNode.getInstance();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final FieldPlan plan;
    private final Transforms transforms;
    private final RemovedValues removedValues;
    private final BitSet removed = new BitSet();
    private final BitSet transformed = new BitSet();
    private final List<String> unknown = new ArrayList<>();

    private Projection(FieldPlan plan, Transforms transforms, RemovedValues removedValues) {
        this.plan = plan;
        this.transforms = transforms;
        this.removedValues = removedValues;
    }

    static Projected of(ObjectNode data, FieldPlan plan, Transforms transforms) {
        var projection = new Projection(plan, transforms, RemovedValues.of(data, plan));
        var crosses = projection.members(data, plan.members().root());
        return new Projected(crosses, projection.removedPaths(), plan.members().paths(projection.transformed));
    }

    private List<String> removedPaths() {
        var paths = plan.members().paths(removed);
        if (unknown.isEmpty()) {
            return paths;
        }
        var all = new TreeSet<>(paths);
        all.addAll(unknown);
        return List.copyOf(all);
    }

    private ObjectNode members(ObjectNode source, Member above) {
        var target = NODES.objectNode();
        for (Map.Entry<String, JsonNode> entry : source.properties()) {
            var member = above.members().get(entry.getKey());
            if (member == null) {
                unknown.add(above.path().isEmpty() ? entry.getKey() : above.path() + "." + entry.getKey());
                continue;
            }
            var crosses = member(entry.getValue(), member);
            if (!crosses.isMissingNode()) {
                target.set(entry.getKey(), crosses);
            }
        }
        return target;
    }

    private JsonNode member(JsonNode source, Member member) {
        return switch (member.shape()) {
            case VALUE -> source.isValueNode() ? leaf(source, member) : gone(member);
            case VALUES -> isPlainList(source) ? leaf(source, member) : gone(member);
            case WHOLE -> leaf(source, member);
            case OBJECT -> source instanceof ObjectNode object ? object(object, member) : gone(member);
            case OBJECTS -> source instanceof ArrayNode list ? objects(list, member) : gone(member);
        };
    }

    private static boolean isPlainList(JsonNode source) {
        if (!source.isArray()) {
            return false;
        }
        for (JsonNode element : source) {
            if (!element.isValueNode()) {
                return false;
            }
        }
        return true;
    }

    private JsonNode gone(Member member) {
        removed.set(member.number());
        return GONE;
    }

    /** What held something and is empty now goes too; what was empty already counts as a leaf. */
    private JsonNode object(ObjectNode source, Member member) {
        if (source.isEmpty()) {
            return plan.keepsAllOf(member) ? NODES.objectNode() : gone(member);
        }
        var target = members(source, member);
        return target.isEmpty() ? GONE : target;
    }

    private JsonNode objects(ArrayNode source, Member member) {
        var target = NODES.arrayNode();
        for (JsonNode element : source) {
            var crosses = element instanceof ObjectNode object ? object(object, member) : gone(member);
            if (!crosses.isMissingNode()) {
                target.add(crosses);
            }
        }
        if (source.isEmpty()) {
            return plan.keepsAllOf(member) ? target : gone(member);
        }
        return target.isEmpty() ? GONE : target;
    }

    private JsonNode leaf(JsonNode source, Member member) {
        if (!plan.keeps(member) || (member.nature() == Nature.FREE_TEXT && removedValues.standIn(source))) {
            return gone(member);
        }
        var transform = plan.transform(member);
        if (transform.isEmpty()) {
            return source.isContainerNode() ? source.deepCopy() : source;
        }
        transformed.set(member.number());
        if (source.isValueNode()) {
            return TextNode.valueOf(transforms.apply(transform.get(), source.asText()));
        }
        var list = NODES.arrayNode();
        source.forEach(element -> list.add(transforms.apply(transform.get(), element.asText())));
        return list;
    }
}
