package org.kivuko.hub.odrl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/** Conditions of ODRL: a left operand, an operator, a right operand. */
final class Constraints {
    private final ArrayNode list;

    Constraints(ArrayNode list) {
        this.list = list;
    }

    /** Nothing where nothing was stated: then every value fits. */
    Constraints anyOf(String operand, Collection<String> values) {
        if (!values.isEmpty()) {
            var right = list.addObject()
                    .put("leftOperand", operand)
                    .put("operator", "isAnyOf")
                    .putArray("rightOperand");
            values.stream().sorted().forEach(right::add);
        }
        return this;
    }

    Constraints is(String operand, String operator, String value) {
        list.addObject().put("leftOperand", operand).put("operator", operator).put("rightOperand", value);
        return this;
    }

    /** A value with its type of XML Schema: {@code xsd:date}, {@code xsd:duration}, {@code xsd:integer}. */
    Constraints is(String operand, String operator, String value, String type) {
        fill(list.addObject(), operand, operator, value, type);
        return this;
    }

    /** Several conditions that hold together. */
    Constraints together(List<Typed> conditions) {
        var and = list.addObject().putObject("and").putArray("@list");
        conditions.forEach(each -> fill(and.addObject(), each.operand(), each.operator(), each.value(), each.type()));
        return this;
    }

    /** A condition on a typed value. */
    record Typed(String operand, String operator, String value, String type) {}

    private static void fill(ObjectNode constraint, String operand, String operator, String value, String type) {
        constraint.put("leftOperand", operand).put("operator", operator);
        constraint.putObject("rightOperand").put("@value", value).put("@type", type);
    }
}
