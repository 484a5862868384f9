package org.kivuko.operations.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/** Making and changing people. Thread-safe. */
public final class People {
    private final PeopleStore store;
    private final Passwords passwords;

    public People(PeopleStore store, Passwords passwords) {
        this.store = store;
        this.passwords = passwords;
    }

    /**
     * What is to be different; what is empty stays.
     *
     * @param password a new one
     */
    public record Change(
            Optional<String> name,
            Optional<Set<OperatorRole>> roles,
            Optional<Scope> scope,
            Optional<Boolean> locked,
            Optional<String> password) {
        boolean nothing() {
            return name.isEmpty() && roles.isEmpty() && scope.isEmpty() && locked.isEmpty() && password.isEmpty();
        }

        boolean ofLockAlone() {
            return name.isEmpty() && roles.isEmpty() && scope.isEmpty() && password.isEmpty();
        }

        boolean ofRights() {
            return roles.isPresent() || scope.isPresent() || locked.isPresent();
        }

        /** Shows no password. */
        @Override
        public String toString() {
            return "Change";
        }
    }

    /** What came of it. */
    public sealed interface Result {}

    /**
     * It is so now.
     *
     * @param before empty for somebody who is new
     */
    public record Done(Optional<Person> before, Person person) implements Result {}

    /** It is not. */
    public record Refused(List<Fault> faults) implements Result {
        public Refused {
            faults = List.copyOf(faults);
        }

        private static Refused of(Code code, String why) {
            return new Refused(List.of(new Fault("", code, why)));
        }
    }

    /** Those whom this administrator sees: whose scope lies within the administrator's own. */
    public List<PeopleStore.Listed> seenBy(Operator by) {
        return store.people().stream()
                .filter(listed -> by.scope().contains(listed.person().scope()))
                .toList();
    }

    /** Whether somebody has this login. */
    public boolean isKnown(String login) {
        return store.person(login).isPresent();
    }

    /** A fresh password. */
    public String generate() {
        return passwords.generate();
    }

    /** Adds somebody. */
    public Result add(Person person, String password, Operator by, Instant now) {
        List<Fault> faults = faults(person, Optional.of(password), by);
        if (person.login().startsWith(Welcome.PREFIX)) {
            faults.add(new Fault(
                    "/login",
                    Code.SCHEMA_VIOLATION,
                    "must be another one: " + Welcome.PREFIX + " is for those who sign in elsewhere"));
        }
        if (!faults.isEmpty()) {
            return new Refused(faults);
        }
        return store.add(person, Optional.of(passwords.digest(password)), now)
                ? new Done(Optional.empty(), person)
                : new Refused(List.of(new Fault("/login", Code.CONFLICT, "must be another one: somebody has it")));
    }

    /** Changes somebody, who has to sign in again; nobody changes what he may himself. */
    public Result change(String login, Change change, Operator by, Instant now) {
        Optional<Person> known = store.person(login).filter(person -> by.scope().contains(person.scope()));
        if (known.isEmpty()) {
            return Refused.of(Code.NOT_FOUND, Code.NOT_FOUND.title());
        }
        if (change.nothing()) {
            return Refused.of(
                    Code.SCHEMA_VIOLATION, "one of name, roles, scope, locked and password says what changes");
        }
        if (by.login().equals(login) && change.ofRights()) {
            return Refused.of(Code.NOT_ALLOWED, "Nobody changes what he may himself; another administrator does");
        }
        if (known.get().identity().isPresent() && !change.ofLockAlone()) {
            return Refused.of(
                    Code.SCHEMA_VIOLATION,
                    "who signs in elsewhere is given name, roles, scope and password there; locked alone is said here");
        }
        Person person = changed(known.get(), change);
        List<Fault> faults = faults(person, change.password(), by);
        if (!faults.isEmpty()) {
            return new Refused(faults);
        }
        boolean found = (person.equals(known.get()) || store.change(person, now))
                && change.password()
                        .map(fresh -> store.changePassword(login, passwords.digest(fresh), now))
                        .orElse(true);
        return found ? new Done(known, person) : Refused.of(Code.NOT_FOUND, Code.NOT_FOUND.title());
    }

    private static Person changed(Person person, Change change) {
        return new Person(
                person.login(),
                change.name().orElse(person.name()),
                change.roles().orElse(person.roles()),
                change.scope().orElse(person.scope()),
                change.locked().orElse(person.locked()),
                person.identity());
    }

    private static List<Fault> faults(Person person, Optional<String> password, Operator by) {
        var faults = new ArrayList<>(person.faults());
        if (!by.scope().contains(person.scope())) {
            faults.add(new Fault("/scope", Code.SCHEMA_VIOLATION, "must lie within the scope of whoever gives it"));
        }
        password.flatMap(text -> Passwords.fault(person.login(), text)).ifPresent(faults::add);
        return faults;
    }
}
