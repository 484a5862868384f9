package org.kivuko.operations.people;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/**
 * Signing in and out. Unknown logins, wrong passwords, locked people and too many guesses are answered alike and after the same
 * work, so that nobody learns which logins there are. Thread-safe.
 */
public final class SignIn {
    /** Passwords that are looked at at once: each takes a good part of a second of one processor. */
    private static final int AT_ONCE = 2;

    private final PeopleStore store;
    private final Passwords passwords;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore looks = new Semaphore(AT_ONCE);

    public SignIn(PeopleStore store, Passwords passwords) {
        this.store = store;
        this.passwords = passwords;
    }

    /** What came of it. */
    public sealed interface Result {}

    public record SignedIn(Token token, Session session) implements Result {}

    /** No; there is no more to be told. */
    public record Wrong() implements Result {}

    /** Too many others sign in at this moment. */
    public record Busy() implements Result {}

    /** Not a password that somebody may choose. */
    public record Unfit(Fault fault) implements Result {}

    /** Signs somebody in. */
    public Result signIn(String login, String password, Instant now) {
        return ifRight(login, password, now, account -> begin(account.person(), now));
    }

    /**
     * Somebody who is signed in takes another password. Whoever is asked for the current one guesses like at the door: wrong ones
     * close the login. All sessions end, this one too, and another begins.
     *
     * @param session of somebody who has a password here
     */
    public Result changePassword(Session session, String current, String fresh, Instant now) {
        String login = session.person().login();
        // Looked at first: an unfit one is no guess.
        Optional<Fault> fault = fresh.equals(current)
                ? Optional.of(new Fault("/password", Code.SCHEMA_VIOLATION, "another one than the current one"))
                : Passwords.fault(login, fresh);
        return fault.<Result>map(Unfit::new)
                .orElseGet(() -> ifRight(login, current, now, account -> replace(account, fresh, now)));
    }

    private Result replace(PeopleStore.Account account, String fresh, Instant now) {
        String login = account.person().login();
        PasswordDigest known = account.password().orElseThrow();
        return store.replacePassword(login, known, passwords.digest(fresh), now)
                ? begin(account.person(), now)
                : new Wrong();
    }

    private Result ifRight(String login, String password, Instant now, Function<PeopleStore.Account, Result> then) {
        if (!looks.tryAcquire()) {
            return new Busy();
        }
        try {
            Optional<PeopleStore.Account> account = store.attempt(login, now);
            boolean fits = passwords.fits(password, account.flatMap(PeopleStore.Account::password));
            return account.filter(known -> fits && mayEnter(known, now))
                    .map(then)
                    .orElseGet(Wrong::new);
        } finally {
            looks.release();
        }
    }

    private static boolean mayEnter(PeopleStore.Account account, Instant now) {
        return account.guesses().open(now) && !account.person().locked();
    }

    /** Somebody whom another place has vouched for. */
    public SignedIn begin(Person person, Instant now) {
        var token = Token.fresh(random);
        store.forget(now.minus(Session.LONGEST), now.minus(Session.IDLE));
        return new SignedIn(token, store.begin(token.digest(), person.login(), now));
    }

    /** Whose session that is, where it still counts; it goes on by being asked for. */
    public Optional<Session> session(Token token, Instant now) {
        Optional<Session> session = store.session(token.digest()).filter(known -> known.counts(now));
        if (session.isPresent() && session.get().toBeSeen(now)) {
            store.seen(token.digest(), now);
            return session.map(known -> known.seenAt(now));
        }
        return session;
    }

    /** Ends a session. */
    public void signOut(Token token) {
        store.end(token.digest());
    }
}
