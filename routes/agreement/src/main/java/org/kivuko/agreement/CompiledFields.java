package org.kivuko.agreement;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kivuko.model.MessageType;

/** What a rule says about fields, for each type of message that it admits. Immutable: nobody changes the maps. */
record CompiledFields(Map<MessageType, FieldPlan> plans, Map<MessageType, List<RequiredField>> required) {

    /** Fields that cannot be judged are an {@link IllegalArgumentException}. */
    static CompiledFields of(List<MessageType> types, Rule.Fields fields) {
        var problems = FieldPaths.problems(types, fields);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("fields that cannot be judged: " + problems);
        }
        var plans = new EnumMap<MessageType, FieldPlan>(MessageType.class);
        var required = new EnumMap<MessageType, List<RequiredField>>(MessageType.class);
        for (MessageType type : types) {
            plans.put(type, FieldPlan.of(type, fields));
            required.put(
                    type,
                    fields.require().stream()
                            .flatMap(path -> FieldPaths.member(Members.of(type), path).stream())
                            .map(RequiredField::of)
                            .toList());
        }
        return new CompiledFields(plans, required);
    }
}
