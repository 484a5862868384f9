package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.operations.people.Guesses;
import org.kivuko.operations.people.Identity;
import org.kivuko.operations.people.OperatorRole;
import org.kivuko.operations.people.PasswordDigest;
import org.kivuko.operations.people.PasswordKind;
import org.kivuko.operations.people.PeopleStore;
import org.kivuko.operations.people.Person;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.people.Session;

/** The tables {@code person} and {@code session}. Thread-safe. */
final class PeopleRows implements PeopleStore {
    private static final String NEW_PASSWORD =
            """
            update person set algorithm = :algorithm, rounds = :rounds, salt = :salt, digest = :digest,
                password_given = :given, wrong = 0, closed_until = null, changed_at = :at
            """;

    private final Database database;

    PeopleRows(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(Person person, Optional<PasswordDigest> password, Instant at) {
        return database.inTransaction("add a person", handle -> {
            var insert = handle.createUpdate(
                            """
                            insert into person (login, name, roles, states, agencies, locked, made_at, changed_at,
                                algorithm, rounds, salt, digest)
                            values (:login, :name, :roles, :states, :agencies, :locked, :at, :at,
                                :algorithm, :rounds, :salt, :digest)
                            on conflict (login) do nothing
                            """)
                    .bind("algorithm", password.map(PasswordDigest::algorithm).orElse(null))
                    .bind("rounds", password.map(PasswordDigest::rounds).orElse(null))
                    .bind("salt", password.map(PasswordDigest::salt).orElse(null))
                    .bind("digest", password.map(PasswordDigest::digest).orElse(null));
            bind(insert, person, at);
            return insert.execute() == 1;
        });
    }

    private static void bind(SqlStatement<?> statement, Person person, Instant at) {
        statement
                .bind("login", person.login())
                .bind("name", Columns.writable(person.name(), 80))
                .bindArray("roles", String.class, codes(person.roles()))
                .bindArray("states", String.class, List.copyOf(person.scope().states()))
                .bindArray(
                        "agencies",
                        String.class,
                        person.scope().agencies().stream()
                                .map(AgencyId::toString)
                                .toList())
                .bind("locked", person.locked())
                .bind("at", Columns.kept(at));
    }

    private static List<String> codes(Set<OperatorRole> roles) {
        return roles.stream().sorted().map(Coded::code).toList();
    }

    @Override
    public boolean change(Person person, Instant at) {
        return database.inTransaction("change a person", handle -> change(handle, person, at));
    }

    private static boolean change(Handle handle, Person person, Instant at) {
        var update = handle.createUpdate(
                """
                update person set name = :name, roles = :roles, states = :states, agencies = :agencies,
                    locked = :locked, changed_at = :at
                where login = :login
                """);
        bind(update, person, at);
        boolean found = update.execute() == 1;
        endAll(handle, person.login());
        return found;
    }

    @Override
    public boolean changePassword(String login, PasswordDigest password, Instant at) {
        return database.inTransaction(
                "change a password",
                handle -> write(
                        handle,
                        login,
                        password,
                        at,
                        handle.createUpdate(NEW_PASSWORD + "where login = :login")
                                .bind("given", true)));
    }

    @Override
    public boolean replacePassword(String login, PasswordDigest known, PasswordDigest fresh, Instant at) {
        return database.inTransaction(
                "replace a password",
                handle -> write(
                        handle,
                        login,
                        fresh,
                        at,
                        handle.createUpdate(
                                        NEW_PASSWORD + "where login = :login and salt = :knownSalt and digest = :known")
                                .bind("given", false)
                                .bind("knownSalt", known.salt())
                                .bind("known", known.digest())));
    }

    private static boolean write(Handle handle, String login, PasswordDigest password, Instant at, Update update) {
        boolean found = update.bind("login", login)
                        .bind("algorithm", password.algorithm())
                        .bind("rounds", password.rounds())
                        .bind("salt", password.salt())
                        .bind("digest", password.digest())
                        .bind("at", Columns.kept(at))
                        .execute()
                == 1;
        if (found) {
            endAll(handle, login);
        }
        return found;
    }

    private static void endAll(Handle handle, String login) {
        handle.createUpdate("delete from session where login = :login")
                .bind("login", login)
                .execute();
    }

    @Override
    public Optional<Person> vouch(Person person, Instant at) {
        return database.inTransaction("welcome a person from elsewhere", handle -> {
            var insert = handle.createUpdate(
                    """
                    insert into person (login, name, roles, states, agencies, locked, made_at, changed_at, issuer, subject)
                    values (:login, :name, :roles, :states, :agencies, :locked, :at, :at, :issuer, :subject)
                    on conflict do nothing
                    """);
            bind(insert, person, at);
            bind(insert, person.identity().orElseThrow()).execute();
            return known(handle, person.identity().orElseThrow()).map(known -> renew(handle, known, person, at));
        });
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Identity identity) {
        return statement.bind("issuer", identity.issuer()).bind("subject", identity.subject());
    }

    private static Optional<Person> known(Handle handle, Identity identity) {
        return bind(
                        handle.createQuery(
                                "select * from person where issuer = :issuer and subject = :subject for update"),
                        identity)
                .map((row, context) -> person(row))
                .findOne();
    }

    private static Person renew(Handle handle, Person known, Person said, Instant at) {
        var now = new Person(known.login(), said.name(), said.roles(), said.scope(), known.locked(), known.identity());
        if (!now.equals(known)) {
            change(handle, now, at);
        }
        return now;
    }

    @Override
    public List<Listed> people() {
        return database.throughAll("list people", handle -> handle.createQuery("select * from person order by login")
                .map((row, context) -> new Listed(person(row), maybe(row, "last_sign_in"), guesses(row)))
                .list());
    }

    @Override
    public Optional<Person> person(String login) {
        return database.inOneStatement(
                "look up a person", handle -> handle.createQuery("select * from person where login = :login")
                        .bind("login", login)
                        .map((row, context) -> person(row))
                        .findOne());
    }

    @Override
    public Optional<Account> attempt(String login, Instant now) {
        return database.inTransaction("count a try to sign in", handle -> {
            Optional<Account> account = handle.createQuery("select * from person where login = :login for update")
                    .bind("login", login)
                    .map((row, context) -> new Account(person(row), password(row), guesses(row)))
                    .findOne();
            account.map(Account::guesses)
                    .filter(guesses -> guesses.open(now))
                    .ifPresent(guesses -> write(handle, login, guesses.counted(now)));
            return account;
        });
    }

    private static void write(Handle handle, String login, Guesses guesses) {
        handle.createUpdate("update person set wrong = :wrong, closed_until = :until where login = :login")
                .bind("login", login)
                .bind("wrong", guesses.wrong())
                .bind("until", guesses.closedUntil().map(Columns::kept).orElse(null))
                .execute();
    }

    @Override
    public Session begin(String tokenDigest, String login, Instant now) {
        return database.inTransaction("begin a session", handle -> {
            handle.createUpdate(
                            "update person set wrong = 0, closed_until = null, last_sign_in = :at where login = :login")
                    .bind("login", login)
                    .bind("at", Columns.kept(now))
                    .execute();
            handle.createUpdate(
                            """
                            insert into session (token_digest, login, begun_at, seen_at)
                            values (:token, :login, :at, :at)
                            """)
                    .bind("token", tokenDigest)
                    .bind("login", login)
                    .bind("at", Columns.kept(now))
                    .execute();
            return session(handle, tokenDigest).orElseThrow();
        });
    }

    @Override
    public Optional<Session> session(String tokenDigest) {
        return database.inOneStatement("look up a session", handle -> session(handle, tokenDigest));
    }

    private static Optional<Session> session(Handle handle, String tokenDigest) {
        return handle.createQuery(
                        """
                        select p.*, s.begun_at, s.seen_at from session s join person p on p.login = s.login
                        where s.token_digest = :token
                        """)
                .bind("token", tokenDigest)
                .map((row, context) -> new Session(
                        person(row), Columns.instant(row, "begun_at"), Columns.instant(row, "seen_at"), kind(row)))
                .findOne();
    }

    private static PasswordKind kind(ResultSet row) throws SQLException {
        if (row.getBytes("digest") == null) {
            return PasswordKind.NONE;
        }
        return row.getBoolean("password_given") ? PasswordKind.GIVEN : PasswordKind.OWN;
    }

    @Override
    public void seen(String tokenDigest, Instant now) {
        database.inTransaction("note that a session is used", handle -> handle.createUpdate(
                        "update session set seen_at = :at where token_digest = :token and seen_at < :at")
                .bind("token", tokenDigest)
                .bind("at", Columns.kept(now))
                .execute());
    }

    @Override
    public void end(String tokenDigest) {
        database.inTransaction(
                "end a session", handle -> handle.createUpdate("delete from session where token_digest = :token")
                        .bind("token", tokenDigest)
                        .execute());
    }

    @Override
    public void forget(Instant begunBefore, Instant seenBefore) {
        database.inTransaction("forget sessions", handle -> handle.createUpdate(
                        "delete from session where begun_at < :begun or seen_at < :seen")
                .bind("begun", Columns.kept(begunBefore))
                .bind("seen", Columns.kept(seenBefore))
                .execute());
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getString("login"),
                row.getString("name"),
                Columns.texts(row, "roles").stream()
                        .map(code -> Columns.coded(OperatorRole.class, code))
                        .collect(Collectors.toUnmodifiableSet()),
                new Scope(
                        Set.copyOf(Columns.texts(row, "states")),
                        Columns.texts(row, "agencies").stream()
                                .map(AgencyId::of)
                                .collect(Collectors.toUnmodifiableSet())),
                row.getBoolean("locked"),
                identity(row));
    }

    private static Optional<Identity> identity(ResultSet row) throws SQLException {
        return row.getString("issuer") == null
                ? Optional.empty()
                : Optional.of(new Identity(row.getString("issuer"), row.getString("subject")));
    }

    private static Optional<PasswordDigest> password(ResultSet row) throws SQLException {
        return row.getBytes("digest") == null
                ? Optional.empty()
                : Optional.of(new PasswordDigest(
                        row.getString("algorithm"),
                        row.getInt("rounds"),
                        row.getBytes("salt"),
                        row.getBytes("digest")));
    }

    private static Guesses guesses(ResultSet row) throws SQLException {
        return new Guesses(row.getInt("wrong"), maybe(row, "closed_until"));
    }

    private static Optional<Instant> maybe(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
