package org.kivuko.operations.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where people and their sessions are kept. Each method is one transaction, and throws
 * {@link org.kivuko.exchange.LedgerUnavailable} while it cannot be done. Thread-safe.
 */
public interface PeopleStore {
    /**
     * A person for the list.
     *
     * @param lastSignIn empty where there was none
     */
    record Listed(Person person, Optional<Instant> lastSignIn, Guesses guesses) {}

    /**
     * A person at the door.
     *
     * @param password empty for somebody who signs in elsewhere
     * @param guesses before this try
     */
    record Account(Person person, Optional<PasswordDigest> password, Guesses guesses) {}

    /** Adds a person; false where the login is taken. */
    boolean add(Person person, Optional<PasswordDigest> password, Instant at);

    /** Changes everything but the login and the password, and ends the person's sessions; false where there is none. */
    boolean change(Person person, Instant at);

    /** Somebody else gives another password: wrong guesses are forgotten, the person's sessions end; false where there is none. */
    boolean changePassword(String login, PasswordDigest password, Instant at);

    /**
     * The person takes another password: wrong guesses are forgotten, all its sessions end; false where {@code known} is no
     * longer its password, so that whoever was given another one meanwhile keeps that.
     */
    boolean replacePassword(String login, PasswordDigest known, PasswordDigest fresh, Instant at);

    /**
     * Another place vouches for somebody with an identity: added, or changed where it is another name, role or scope now, which
     * ends the person's sessions. Whether it is locked and the login that it has stay.
     *
     * @return the person as it is now; empty where another one has the login
     */
    Optional<Person> vouch(Person person, Instant at);

    /** Everybody, by login. */
    List<Listed> people();

    Optional<Person> person(String login);

    /**
     * Who signs in with a password. Where guesses are open the try is counted before this returns, and others wait for that.
     */
    Optional<Account> attempt(String login, Instant now);

    /** The password was right: guesses are forgotten and the session begins. */
    Session begin(String tokenDigest, String login, Instant now);

    /** The session, with its person as it is now. */
    Optional<Session> session(String tokenDigest);

    /** A call was made. */
    void seen(String tokenDigest, Instant now);

    /** Ends a session; nothing where there is none. */
    void end(String tokenDigest);

    /** Forgets sessions that were begun or seen last before these instants. */
    void forget(Instant begunBefore, Instant seenBefore);
}
