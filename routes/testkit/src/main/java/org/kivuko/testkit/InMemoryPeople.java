package org.kivuko.testkit;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kivuko.operations.people.Guesses;
import org.kivuko.operations.people.PasswordDigest;
import org.kivuko.operations.people.PasswordKind;
import org.kivuko.operations.people.PeopleStore;
import org.kivuko.operations.people.Person;
import org.kivuko.operations.people.Session;

/** People and sessions that live as long as the process. Thread-safe. */
public final class InMemoryPeople implements PeopleStore {
    private final Map<String, Account> accounts = new TreeMap<>();
    private final Map<String, Instant> signedIn = new HashMap<>();
    private final Map<String, Begun> sessions = new HashMap<>();
    private final Set<String> own = new HashSet<>();

    private record Begun(String login, Instant at, Instant seen) {}

    @Override
    public synchronized boolean add(Person person, Optional<PasswordDigest> password, Instant at) {
        return accounts.putIfAbsent(person.login(), new Account(person, password, Guesses.NONE)) == null;
    }

    @Override
    public synchronized boolean change(Person person, Instant at) {
        endAll(person.login());
        return accounts.computeIfPresent(
                        person.login(), (login, old) -> new Account(person, old.password(), old.guesses()))
                != null;
    }

    @Override
    public synchronized boolean changePassword(String login, PasswordDigest password, Instant at) {
        endAll(login);
        own.remove(login);
        return accounts.computeIfPresent(
                        login, (same, old) -> new Account(old.person(), Optional.of(password), Guesses.NONE))
                != null;
    }

    @Override
    public synchronized boolean replacePassword(String login, PasswordDigest known, PasswordDigest fresh, Instant at) {
        Account account = accounts.get(login);
        if (account == null
                || account.password()
                        .filter(kept -> Arrays.equals(kept.digest(), known.digest()))
                        .isEmpty()) {
            return false;
        }
        changePassword(login, fresh, at);
        return own.add(login);
    }

    @Override
    public synchronized Optional<Person> vouch(Person person, Instant at) {
        Optional<Person> known = accounts.values().stream()
                .map(Account::person)
                .filter(each -> each.identity().equals(person.identity()))
                .findFirst();
        if (known.isEmpty()) {
            return add(person, Optional.empty(), at) ? Optional.of(person) : Optional.empty();
        }
        var now = new Person(
                known.get().login(),
                person.name(),
                person.roles(),
                person.scope(),
                known.get().locked(),
                person.identity());
        if (!now.equals(known.get())) {
            change(now, at);
        }
        return Optional.of(now);
    }

    private void endAll(String login) {
        sessions.values().removeIf(session -> session.login().equals(login));
    }

    @Override
    public synchronized List<Listed> people() {
        return accounts.values().stream()
                .map(account -> new Listed(
                        account.person(),
                        Optional.ofNullable(signedIn.get(account.person().login())),
                        account.guesses()))
                .toList();
    }

    @Override
    public synchronized Optional<Person> person(String login) {
        return Optional.ofNullable(accounts.get(login)).map(Account::person);
    }

    @Override
    public synchronized Optional<Account> attempt(String login, Instant now) {
        Optional<Account> account = Optional.ofNullable(accounts.get(login));
        account.filter(known -> known.guesses().open(now))
                .ifPresent(known -> guessed(known, known.guesses().counted(now)));
        return account;
    }

    private void guessed(Account account, Guesses guesses) {
        accounts.put(account.person().login(), new Account(account.person(), account.password(), guesses));
    }

    @Override
    public synchronized Session begin(String tokenDigest, String login, Instant now) {
        guessed(accounts.get(login), Guesses.NONE);
        signedIn.put(login, now);
        sessions.put(tokenDigest, new Begun(login, now, now));
        return session(tokenDigest).orElseThrow();
    }

    @Override
    public synchronized Optional<Session> session(String tokenDigest) {
        return Optional.ofNullable(sessions.get(tokenDigest)).map(begun -> session(accounts.get(begun.login()), begun));
    }

    private Session session(Account account, Begun begun) {
        PasswordKind kind = account.password().isEmpty()
                ? PasswordKind.NONE
                : own.contains(begun.login()) ? PasswordKind.OWN : PasswordKind.GIVEN;
        return new Session(account.person(), begun.at(), begun.seen(), kind);
    }

    @Override
    public synchronized void seen(String tokenDigest, Instant now) {
        sessions.computeIfPresent(tokenDigest, (same, begun) -> new Begun(begun.login(), begun.at(), now));
    }

    @Override
    public synchronized void end(String tokenDigest) {
        sessions.remove(tokenDigest);
    }

    @Override
    public synchronized void forget(Instant begunBefore, Instant seenBefore) {
        sessions.values()
                .removeIf(begun ->
                        begun.at().isBefore(begunBefore) || begun.seen().isBefore(seenBefore));
    }
}
