package org.kivuko.operations.people;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Unseen;

/**
 * Somebody who may sign in at the console.
 *
 * @param login 2 to 32 small letters, digits, dots and hyphens, beginning with a letter
 * @param name as others are shown it, 1 to 80 characters; the word of a desk will do
 * @param roles at least one
 * @param scope whose matters
 * @param locked by an administrator: signs in no more
 * @param identity by what the other place knows somebody who signs in elsewhere; that place gives name, roles and scope, too
 */
public record Person(
        String login, String name, Set<OperatorRole> roles, Scope scope, boolean locked, Optional<Identity> identity) {
    private static final Pattern LOGIN = Pattern.compile("[a-z][a-z0-9.-]{1,31}");
    private static final int LONGEST_NAME = 80;
    private static final Set<OperatorRole> ACTING =
            EnumSet.of(OperatorRole.OPERATOR, OperatorRole.REVIEWER, OperatorRole.AGREEMENT_OFFICER);

    public Person {
        roles = Set.copyOf(roles);
    }

    /** Somebody who signs in here. */
    public Person(String login, String name, Set<OperatorRole> roles, Scope scope, boolean locked) {
        this(login, name, roles, scope, locked, Optional.empty());
    }

    /** What the person may, taken together. */
    public Set<Right> rights() {
        return OperatorRole.rights(roles);
    }

    /** The person as it acts. */
    public Operator operator() {
        return new Operator(login, rights(), scope);
    }

    /** Everything that is wrong with it, each with its place. */
    public List<Fault> faults() {
        return Stream.of(loginFault(), nameFault(), rolesFault())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Fault> loginFault() {
        if (login.equals(Operator.KEY_LOGIN)) {
            return fault(
                    "/login", "must be another one: " + Operator.KEY_LOGIN + " is whoever holds the operators' key");
        }
        return LOGIN.matcher(login).matches()
                ? Optional.empty()
                : fault("/login", "2 to 32 small letters, digits, dots and hyphens, beginning with a letter");
    }

    private Optional<Fault> nameFault() {
        return name.isBlank() || name.length() > LONGEST_NAME || Unseen.inName(name)
                ? fault("/name", "a text of 1 to " + LONGEST_NAME + " characters, each of which is seen (NFC)")
                : Optional.empty();
    }

    /** Whoever makes people does not act, or would make rights for himself. */
    private Optional<Fault> rolesFault() {
        if (roles.isEmpty()) {
            return fault("/roles", "at least one role");
        }
        boolean both =
                roles.contains(OperatorRole.ADMINISTRATOR) && roles.stream().anyMatch(ACTING::contains);
        return both
                ? fault(
                        "/roles",
                        "duties are kept apart: an administrator is neither operator, reviewer nor agreement officer")
                : Optional.empty();
    }

    private static Optional<Fault> fault(String pointer, String expected) {
        return Optional.of(new Fault(pointer, Code.SCHEMA_VIOLATION, expected));
    }
}
