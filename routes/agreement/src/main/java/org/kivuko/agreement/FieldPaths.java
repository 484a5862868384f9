package org.kivuko.agreement;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.kivuko.agreement.Member.Nature;
import org.kivuko.agreement.Rule.Transform;
import org.kivuko.model.MessageType;

/**
 * The paths by which agreements name members of a message: relative to {@code data}, a path names its member and all below
 * it, a final {@code .*} changes nothing, and {@code []} stands after a list exactly where the path goes on into it.
 * {@code *} names everything and {@code @core} what carries no personal data; there is no other wildcard. Pure functions.
 */
public final class FieldPaths {
    /** Names the members that carry no personal data. */
    public static final String CORE = "@core";

    /** Names every member. */
    public static final String EVERYTHING = "*";

    private static final String ALL_BELOW = ".*";
    private static final String DATE_OF_BIRTH = "dateOfBirth";

    private FieldPaths() {}

    /** The three lists of a rule in which paths stand. */
    public enum Place {
        KEEP("keep"),
        TRANSFORM("transform"),
        REQUIRE("require");

        private final String key;

        Place(String key) {
            this.key = key;
        }

        /** The key below {@code fields} in an agreement file. */
        public String key() {
            return key;
        }
    }

    /**
     * A path that no message could follow, or a transform that cannot be carried out.
     *
     * @param message what is wrong
     * @param remedy what would be right
     */
    public record Problem(Place place, String path, String message, String remedy) {}

    /**
     * One leaf of a message type.
     *
     * @param core whether {@code @core} names it
     * @param freeText whether it holds words of a person, in which a removed value may stand again
     * @param identity whether it shows who a person is (what protections PR-4 and PR-5 remove)
     * @param always whether it is part of every release
     */
    public record Leaf(String path, boolean core, boolean freeText, boolean identity, boolean always) {}

    /** Every leaf of a type, sorted by path. */
    public static List<Leaf> leaves(MessageType type) {
        var members = Members.of(type);
        var identity = Identity.of(type);
        return members.all().stream()
                .filter(Member::isLeaf)
                .map(leaf -> new Leaf(
                        leaf.path(),
                        members.core().get(leaf.number()),
                        leaf.nature() == Nature.FREE_TEXT,
                        identity.get(leaf.number()),
                        leaf.nature() == Nature.ALWAYS))
                .toList();
    }

    /** Whether a path names something in messages of this type; {@code @core} and {@code *} always do. */
    public static boolean check(MessageType type, String path) {
        return path.equals(CORE)
                || path.equals(EVERYTHING)
                || member(Members.of(type), path).isPresent();
    }

    /**
     * Everything that is wrong with the fields of a rule for these message types, in the order of the lists and paths. A
     * path must name something in at least one of the types.
     */
    public static List<Problem> problems(Collection<MessageType> types, Rule.Fields fields) {
        var problems = new ArrayList<Problem>();
        for (String path : fields.keep()) {
            if (types.stream().noneMatch(type -> check(type, path))) {
                problems.add(unknown(Place.KEEP, path, types));
            }
        }
        for (String path : new TreeSet<>(fields.transform().keySet())) {
            problems.addAll(transformProblems(path, fields.transform().get(path), types, fields.keep()));
        }
        for (String path : fields.require()) {
            if (path.equals(CORE) || path.equals(EVERYTHING)) {
                problems.add(new Problem(
                        Place.REQUIRE, path, "a field that is required is named alone", "write out each path"));
            } else if (types.stream().noneMatch(type -> check(type, path))) {
                problems.add(unknown(Place.REQUIRE, path, types));
            }
        }
        return problems;
    }

    private static List<Problem> transformProblems(
            String path, Transform transform, Collection<MessageType> types, List<String> keep) {
        var problems = new ArrayList<Problem>();
        boolean known = false;
        for (MessageType type : types) {
            var members = Members.of(type);
            var member = member(members, path);
            if (member.isPresent()) {
                known = true;
                transformProblem(member.get(), transform, kept(members, keep))
                        .map(text -> new Problem(Place.TRANSFORM, path, text.get(0), text.get(1)))
                        .ifPresent(problems::add);
            }
        }
        if (!known) {
            problems.add(unknown(Place.TRANSFORM, path, types));
        }
        return problems.stream().distinct().toList();
    }

    /** What is wrong and what would be right. */
    private static Optional<List<String>> transformProblem(Member member, Transform transform, BitSet kept) {
        if (!member.isLeaf() || !member.text()) {
            return Optional.of(
                    List.of("a transform changes text values alone", "name a member whose values are strings"));
        }
        if (member.nature() == Nature.ALWAYS) {
            return Optional.of(List.of("this member is part of every release as it is", "leave the transform out"));
        }
        boolean ofBirth = member.path().endsWith(DATE_OF_BIRTH);
        if ((transform == Transform.YEAR || transform == Transform.AGE_BAND) && !ofBirth) {
            return Optional.of(List.of(
                    transform.code() + " is for a date of birth alone",
                    "use " + Transform.MASK.code() + " or " + Transform.HASH.code()));
        }
        if (!kept.get(member.number())) {
            return Optional.of(List.of("keep does not name what is to be transformed", "add the path to keep"));
        }
        return Optional.empty();
    }

    /** The leaves that a list of paths keeps, those of every release included. Paths of other types are passed over. */
    static BitSet kept(Members members, List<String> keep) {
        var leaves = (BitSet) members.always().clone();
        for (String path : keep) {
            if (path.equals(EVERYTHING)) {
                Members.addLeaves(members.root(), leaves);
            } else if (path.equals(CORE)) {
                leaves.or(members.core());
            } else {
                member(members, path).ifPresent(member -> Members.addLeaves(member, leaves));
            }
        }
        return leaves;
    }

    /** The member at a path; for what {@code transform} and {@code require} name. */
    static Optional<Member> member(Members members, String path) {
        if (!path.endsWith(ALL_BELOW)) {
            return members.at(path);
        }
        var above = path.substring(0, path.length() - ALL_BELOW.length());
        if (above.endsWith("[]")) {
            return members.at(above.substring(0, above.length() - 2))
                    .filter(member -> member.shape() == Member.Shape.OBJECTS);
        }
        return members.at(above);
    }

    private static Problem unknown(Place place, String path, Collection<MessageType> types) {
        var names = types.stream().sorted().map(MessageType::shortName).toList();
        return new Problem(
                place,
                path,
                "no field has this name in " + String.join(", ", names),
                nearest(path, types).map(near -> "did you mean " + near + "?").orElse("see config/schemas"));
    }

    private static Optional<String> nearest(String path, Collection<MessageType> types) {
        return types.stream()
                .flatMap(type -> Members.of(type).all().stream())
                .map(Member::path)
                .sorted()
                .min(Comparator.comparingInt(known -> distance(path, known)));
    }

    /** The number of characters to add, drop or replace (Levenshtein). */
    private static int distance(String left, String right) {
        var row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }

    /** What transforms of a rule come to, by number of member; the strongest where paths meet. */
    static Transform[] transforms(Members members, Map<String, Transform> byPath) {
        var found = new Transform[members.all().size()];
        byPath.forEach((path, transform) -> member(members, path)
                .ifPresent(member -> found[member.number()] = stronger(found[member.number()], transform)));
        return found;
    }

    /** The stronger of two transforms, either of which may be absent ({@code null}: kept as it is). */
    static Transform stronger(Transform left, Transform right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.compareTo(right) >= 0 ? left : right;
    }
}
