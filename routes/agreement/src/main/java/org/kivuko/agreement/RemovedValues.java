package org.kivuko.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.kivuko.agreement.Member.Nature;
import org.kivuko.agreement.Member.Shape;

/**
 * The values of a message that do not cross as they are, and whether one of them still stands in a text that does. Looked
 * for are strings that are neither core nor free text nor values of a code list, and each word of them by itself; of 3
 * characters or more; letters alone as whole words, what has a digit anywhere. Immutable after it was built.
 */
final class RemovedValues {
    private static final int SHORTEST = 3;

    private static final RemovedValues NONE = new RemovedValues();

    private final Set<String> asWords = new LinkedHashSet<>();
    private final Set<String> anywhere = new LinkedHashSet<>();

    private RemovedValues() {}

    /** Collects what the plan removes or transforms; nothing where it keeps no text to look through. */
    static RemovedValues of(ObjectNode data, FieldPlan plan) {
        if (!plan.keepsFreeText()) {
            return NONE;
        }
        var values = new RemovedValues();
        values.collect(data, plan.members().root(), plan);
        return values;
    }

    private void collect(JsonNode value, Member member, FieldPlan plan) {
        if (member.shape() == Shape.OBJECTS) {
            value.forEach(element -> collectBelow(element, member, plan));
        } else if (member.shape() == Shape.OBJECT) {
            collectBelow(value, member, plan);
        } else if (member.nature() == Nature.PARTICULAR && value.isTextual() && !plan.keepsAsItIs(member)) {
            add(value.textValue());
        }
    }

    private void collectBelow(JsonNode object, Member member, FieldPlan plan) {
        member.members().forEach((name, below) -> {
            if (object.has(name)) {
                collect(object.get(name), below, plan);
            }
        });
    }

    private void add(String value) {
        var folded = Folded.of(value);
        addIfLongEnough(folded.letters(), value);
        folded.words().forEach(word -> addIfLongEnough(word, word));
    }

    /** @param asWritten what is measured: separators count in a value, though they are not compared */
    private void addIfLongEnough(String letters, String asWritten) {
        if (asWritten.codePointCount(0, asWritten.length()) >= SHORTEST && !letters.isEmpty()) {
            (letters.chars().anyMatch(Character::isDigit) ? anywhere : asWords).add(letters);
        }
    }

    /** Whether one of the values stands in this text, or in any text at or below it. */
    boolean standIn(JsonNode text) {
        if (asWords.isEmpty() && anywhere.isEmpty()) {
            return false;
        }
        if (text.isValueNode()) {
            return standIn(Folded.of(text.asText()));
        }
        for (JsonNode below : text) {
            if (standIn(below)) {
                return true;
            }
        }
        return false;
    }

    private boolean standIn(Folded text) {
        return anywhere.stream().anyMatch(text::holdsAnywhere)
                || asWords.stream().anyMatch(text::holdsAsWords);
    }

    /** Shows no value. */
    @Override
    public String toString() {
        return "RemovedValues[" + (asWords.size() + anywhere.size()) + "]";
    }
}
