package org.kivuko.agreement;

import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.kivuko.agreement.Member.Nature;
import org.kivuko.agreement.Member.Shape;
import org.kivuko.agreement.MemberTables.Row;
import org.kivuko.model.MessageType;

/**
 * Every member of one message type, by path and by number. Immutable; its bit sets are never changed after the class was
 * loaded, whoever wants to change one copies it.
 */
final class Members {
    private static final Map<MessageType, Members> ALL = new EnumMap<>(MessageType.class);

    static {
        for (MessageType type : MessageType.values()) {
            ALL.put(type, new Members(MemberTables.of(type)));
        }
    }

    private final Member root;
    private final SortedMap<String, Member> byPath = new TreeMap<>();
    private final List<Member> byNumber;
    private final BitSet core;
    private final BitSet always;
    private final BitSet freeText;

    private Members(List<Row> rows) {
        var numbers = new HashMap<String, Integer>();
        var paths = new TreeMap<String, Row>();
        rows.forEach(row -> collect(row, "", paths));
        paths.keySet().forEach(path -> numbers.put(path, numbers.size()));
        root = member(new Row("", Shape.OBJECT, Nature.MIXED, false, rows), "", numbers);
        byNumber = List.copyOf(byPath.values());
        core = leaves(member -> member.nature() == Nature.CORE || member.nature() == Nature.ALWAYS);
        always = leaves(member -> member.nature() == Nature.ALWAYS);
        freeText = leaves(member -> member.nature() == Nature.FREE_TEXT);
    }

    private static void collect(Row row, String prefix, Map<String, Row> paths) {
        var path = prefix + row.name();
        paths.put(path, row);
        row.rows().forEach(below -> collect(below, prefixBelow(path, row.shape()), paths));
    }

    private Member member(Row row, String path, Map<String, Integer> numbers) {
        var below = new HashMap<String, Member>();
        for (Row child : row.rows()) {
            below.put(child.name(), member(child, prefixBelow(path, row.shape()) + child.name(), numbers));
        }
        var member = new Member(
                path, numbers.getOrDefault(path, -1), row.shape(), row.nature(), row.text(), Map.copyOf(below));
        if (!path.isEmpty()) {
            byPath.put(path, member);
        }
        return member;
    }

    private static String prefixBelow(String path, Shape shape) {
        if (path.isEmpty()) {
            return "";
        }
        return shape == Shape.OBJECTS ? path + "[]." : path + ".";
    }

    static Members of(MessageType type) {
        return ALL.get(type);
    }

    /** The member {@code data} itself. */
    Member root() {
        return root;
    }

    Collection<Member> all() {
        return byNumber;
    }

    Member numbered(int number) {
        return byNumber.get(number);
    }

    Optional<Member> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    BitSet core() {
        return core;
    }

    BitSet always() {
        return always;
    }

    BitSet freeText() {
        return freeText;
    }

    /** The leaves of which this holds. */
    BitSet leaves(Predicate<Member> condition) {
        var found = new BitSet(byNumber.size());
        byNumber.stream()
                .filter(member -> member.isLeaf() && condition.test(member))
                .forEach(member -> found.set(member.number()));
        return found;
    }

    /** The leaves at a member and below it. */
    static void addLeaves(Member member, BitSet leaves) {
        if (member.isLeaf()) {
            leaves.set(member.number());
        }
        member.members().values().forEach(below -> addLeaves(below, leaves));
    }

    /** The leaves with these paths; those that name none are passed over. */
    void addLeaves(List<String> paths, BitSet leaves) {
        paths.stream()
                .flatMap(path -> at(path).stream())
                .filter(Member::isLeaf)
                .forEach(leaf -> leaves.set(leaf.number()));
    }

    /** The paths of these members, sorted. */
    List<String> paths(BitSet members) {
        if (members.isEmpty()) {
            return List.of();
        }
        return members.stream().mapToObj(number -> byNumber.get(number).path()).toList();
    }
}
