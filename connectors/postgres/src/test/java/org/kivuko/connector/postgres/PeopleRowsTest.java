package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Identity;
import org.kivuko.operations.people.OperatorRole;
import org.kivuko.operations.people.PasswordDigest;
import org.kivuko.operations.people.PasswordKind;
import org.kivuko.operations.people.Passwords;
import org.kivuko.operations.people.PeopleStore;
import org.kivuko.operations.people.Person;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.people.SignIn;
import org.kivuko.operations.people.TripStore;

/** People and sessions in a real database that other tests of this class use too: each test has a person of its own. */
class PeopleRowsTest extends OnSharedLedger {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final String PASSWORD = "correct horse battery";
    private static final Passwords PASSWORDS = new Passwords(2);

    private final PeopleStore store = ledger.people();
    private final SignIn signIn = new SignIn(store, PASSWORDS);
    private final Person person = new Person(
            "p-" + UUID.randomUUID().toString().substring(0, 20),
            "Desk at the gate",
            Set.of(OperatorRole.VIEWER, OperatorRole.AUDITOR),
            new Scope(Set.of("KEN", "UGA"), Set.of(AgencyId.of("SSD.CRA"))),
            false);

    private SignIn.SignedIn enter(Instant at) {
        return (SignIn.SignedIn) signIn.signIn(person.login(), PASSWORD, at);
    }

    private void add() {
        assertThat(store.add(person, Optional.of(PASSWORDS.digest(PASSWORD)), NOW))
                .isTrue();
    }

    @Test
    void aPersonIsReadAsItWasWrittenAndKeepsItsLogin() {
        // When
        add();

        // Then
        assertThat(store.person(person.login())).contains(person);
        assertThat(store.add(person, Optional.empty(), NOW)).isFalse();
        assertThat(store.people()).extracting(PeopleStore.Listed::person).contains(person);
    }

    @Test
    void aSessionLastsUntilItsEndAndIsProlongedByBeingUsed() {
        // Given
        add();
        SignIn.SignedIn in = enter(NOW);

        // When and Then
        assertThat(signIn.session(in.token(), NOW.plusSeconds(59)).orElseThrow().seen())
                .isEqualTo(NOW);
        Instant later = NOW.plus(Duration.ofMinutes(29));
        assertThat(signIn.session(in.token(), later).orElseThrow().seen()).isEqualTo(later);
        assertThat(signIn.session(in.token(), later.plus(Duration.ofMinutes(29))))
                .isPresent();
        assertThat(signIn.session(in.token(), later.plus(Duration.ofMinutes(90))))
                .isEmpty();
        signIn.signOut(in.token());
        assertThat(signIn.session(in.token(), NOW)).isEmpty();
    }

    @Test
    void everyChangeOfAPersonEndsItsSessions() {
        add();
        List<Runnable> changes = List.of(
                () -> store.change(new Person(person.login(), "Other", person.roles(), person.scope(), false), NOW),
                () -> store.changePassword(person.login(), PASSWORDS.digest(PASSWORD), NOW));
        for (Runnable change : changes) {
            // Given
            SignIn.SignedIn in = enter(NOW);
            assertThat(signIn.session(in.token(), NOW)).isPresent();

            // When
            change.run();

            // Then
            assertThat(signIn.session(in.token(), NOW)).isEmpty();
        }
    }

    @Test
    void whoseOwnPasswordItIsStandsWithItUntilSomebodyGivesAnotherOne() {
        // Given
        add();
        SignIn.SignedIn in = enter(NOW);
        assertThat(in.session().password()).isEqualTo(PasswordKind.GIVEN);

        // When
        var changed = (SignIn.SignedIn) signIn.changePassword(in.session(), PASSWORD, "staple battery horse", NOW);

        // Then
        assertThat(changed.session().password()).isEqualTo(PasswordKind.OWN);
        assertThat(store.session(changed.token().digest())).contains(changed.session());
        assertThat(store.session(in.token().digest())).isEmpty();
        assertThat(signIn.signIn(person.login(), PASSWORD, NOW)).isInstanceOf(SignIn.Wrong.class);
        store.changePassword(person.login(), PASSWORDS.digest(PASSWORD), NOW);
        assertThat(enter(NOW).session().password()).isEqualTo(PasswordKind.GIVEN);
    }

    /** Seen to fail with a password that is replaced whatever it is. */
    @Test
    void aPasswordThatSomebodyWasGivenMeanwhileIsNotReplaced() {
        // Given
        add();
        PasswordDigest known =
                store.attempt(person.login(), NOW).orElseThrow().password().orElseThrow();
        store.changePassword(person.login(), PASSWORDS.digest("given by somebody"), NOW);
        var in = (SignIn.SignedIn) signIn.signIn(person.login(), "given by somebody", NOW);

        // When and Then
        assertThat(store.replacePassword(person.login(), known, PASSWORDS.digest("a late one, long"), NOW))
                .isFalse();
        assertThat(signIn.session(in.token(), NOW)).isPresent();
        assertThat(signIn.signIn(person.login(), "given by somebody", NOW)).isInstanceOf(SignIn.SignedIn.class);
    }

    private Person fromElsewhere(String subject, Set<OperatorRole> roles) {
        var identity = new Identity("https://login.example", subject + " " + person.login());
        return new Person(person.login(), "Somebody", roles, person.scope(), false, Optional.of(identity));
    }

    /** Seen to fail with a lock that is taken away, and with sessions that go on under other roles. */
    @Test
    void somebodyFromElsewhereIsKnownByIdentityAndIsRenewedButForTheLock() {
        // Given
        Person first = fromElsewhere("1", Set.of(OperatorRole.OPERATOR));
        assertThat(store.vouch(first, NOW)).contains(first);
        SignIn.SignedIn in = signIn.begin(first, NOW);
        assertThat(in.session().password()).isEqualTo(PasswordKind.NONE);
        assertThat(store.vouch(first, NOW)).contains(first);
        assertThat(store.session(in.token().digest())).isPresent();

        // When
        Person other = fromElsewhere("1", Set.of(OperatorRole.REVIEWER));
        Person renewed = store.vouch(
                        new Person("p-other", "Renamed", other.roles(), other.scope(), false, other.identity()), NOW)
                .orElseThrow();

        // Then
        assertThat(renewed.login()).isEqualTo(first.login());
        assertThat(renewed.name()).isEqualTo("Renamed");
        assertThat(renewed.roles()).containsExactly(OperatorRole.REVIEWER);
        assertThat(store.person(first.login())).contains(renewed);
        assertThat(store.session(in.token().digest())).isEmpty();
        store.change(
                new Person(renewed.login(), renewed.name(), renewed.roles(), renewed.scope(), true, renewed.identity()),
                NOW);
        assertThat(store.vouch(other, NOW).orElseThrow().locked()).isTrue();
        assertThat(store.person(first.login()).orElseThrow().locked()).isTrue();
        assertThat(store.vouch(fromElsewhere("2", other.roles()), NOW)).isEmpty();
    }

    @Test
    void somebodyWithAPasswordIsNotTakenOver() {
        // Given
        add();

        // When and Then
        assertThat(store.vouch(fromElsewhere("1", Set.of(OperatorRole.OPERATOR)), NOW))
                .isEmpty();
        assertThat(store.person(person.login())).contains(person);
    }

    /** Seen to fail with a trip that stays. */
    @Test
    void aTripEndsOnceAndOldOnesAreForgotten() {
        // Given
        TripStore trips = ledger.trips();
        String digest = UUID.randomUUID().toString();
        assertThat(trips.begin(digest, "/console/held", NOW)).isTrue();

        // When and Then
        assertThat(trips.end(digest)).contains(new TripStore.Begun("/console/held", NOW));
        assertThat(trips.end(digest)).isEmpty();
        assertThat(trips.begin(digest, "/console/", NOW)).isTrue();
        assertThat(trips.begin(digest + "2", "/console/", NOW.plus(Duration.ofMinutes(11))))
                .isTrue();
        assertThat(trips.end(digest)).isEmpty();
    }

    @Test
    void oldSessionsAreForgottenWhenSomebodySignsIn() {
        // Given
        add();
        SignIn.SignedIn old = enter(NOW);

        // When
        enter(NOW.plus(Duration.ofHours(1)));

        // Then
        assertThat(store.session(old.token().digest())).isEmpty();
    }

    @Test
    void manyWrongPasswordsAtOnceAreNoMoreGuessesThanOneAfterTheOther()
            throws InterruptedException, ExecutionException {
        // Given
        add();
        var threads = Executors.newFixedThreadPool(8);
        try {
            // When
            List<Future<Boolean>> looked = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                looked.add(threads.submit(() -> store.attempt(person.login(), NOW)
                        .orElseThrow()
                        .guesses()
                        .open(NOW)));
            }
            int open = 0;
            for (Future<Boolean> each : looked) {
                open += each.get() ? 1 : 0;
            }

            // Then
            assertThat(open).isEqualTo(5);
            assertThat(signIn.signIn(person.login(), PASSWORD, NOW)).isInstanceOf(SignIn.Wrong.class);
            assertThat(enter(NOW.plus(Duration.ofMinutes(15)))).isNotNull();
        } finally {
            threads.shutdownNow();
        }
    }
}
