package org.kivuko.operations.people;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;

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

    /** Signs somebody in. */
    public Result signIn(String login, String password, Instant now) {
        if (!looks.tryAcquire()) {
            return new Busy();
        }
        try {
            Optional<PeopleStore.Account> account = store.attempt(login, now);
            boolean fits = passwords.fits(password, account.flatMap(PeopleStore.Account::password));
            return account.filter(known -> fits && mayEnter(known, now))
                    .<Result>map(known -> begin(known.person(), now))
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
        store.begin(token.digest(), person.login(), now);
        return new SignedIn(token, new Session(person, now, now));
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
