package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.operations.people.Operator;
import org.kivuko.operations.people.OperatorRole;
import org.kivuko.operations.people.PasswordDigest;
import org.kivuko.operations.people.Passwords;
import org.kivuko.operations.people.People;
import org.kivuko.operations.people.Person;
import org.kivuko.operations.people.Right;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.people.SignIn;

/** Who may make whom, and what is kept of passwords. */
class PeopleTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final String PASSWORD = "correct horse battery";
    private static final Scope KENYA = new Scope(Set.of("KEN"), Set.of());
    private static final Operator KENYAN =
            new Operator("root.ken", Set.of(Right.SEE, Right.ADMINISTER, Right.AUDIT), KENYA);

    private final InMemoryPeople store = new InMemoryPeople();
    private final Passwords passwords = new Passwords(2);
    private final People people = new People(store, passwords);

    private static Person person(String login, Scope scope, OperatorRole... roles) {
        return new Person(login, "Desk", Set.of(roles), scope, false);
    }

    private static People.Change roles(OperatorRole... roles) {
        return new People.Change(
                Optional.empty(), Optional.of(Set.of(roles)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static List<String> pointers(People.Result result) {
        return ((People.Refused) result).faults().stream().map(Fault::pointer).toList();
    }

    private static Code code(People.Result result) {
        return ((People.Refused) result).faults().get(0).code();
    }

    @Test
    void everyFaultOfANewPersonIsToldWithItsPlace() {
        var wrong =
                new Person("Amina!", " ", Set.of(OperatorRole.ADMINISTRATOR, OperatorRole.REVIEWER), Scope.ALL, false);

        assertThat(pointers(people.add(wrong, "short", KENYAN, NOW)))
                .containsExactly("/login", "/name", "/roles", "/scope", "/password");
        assertThat(pointers(people.add(person("operator", KENYA, OperatorRole.VIEWER), PASSWORD, KENYAN, NOW)))
                .containsExactly("/login");
        assertThat(store.people()).isEmpty();
    }

    @Test
    void anAdministratorOfOneStateMakesAndSeesPeopleOfThatStateAlone() {
        // Given
        var inside = person("gate", new Scope(Set.of(), Set.of(AgencyId.of("KEN.DIS"))), OperatorRole.VIEWER);
        var outside = person("other", new Scope(Set.of("UGA"), Set.of()), OperatorRole.VIEWER);

        // When and Then
        assertThat(people.add(inside, PASSWORD, KENYAN, NOW)).isInstanceOf(People.Done.class);
        assertThat(pointers(people.add(outside, PASSWORD, KENYAN, NOW))).containsExactly("/scope");
        assertThat(people.add(outside, PASSWORD, Operator.OF_KEY, NOW)).isInstanceOf(People.Done.class);
        assertThat(people.seenBy(KENYAN))
                .extracting(listed -> listed.person().login())
                .containsExactly("gate");
        assertThat(code(people.change("other", roles(OperatorRole.AUDITOR), KENYAN, NOW)))
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void nobodyChangesWhatHeMayHimself() {
        // Given
        people.add(person("root.ken", KENYA, OperatorRole.ADMINISTRATOR), PASSWORD, Operator.OF_KEY, NOW);

        // When
        People.Result rights = people.change("root.ken", roles(OperatorRole.AUDITOR), KENYAN, NOW);
        var named = new People.Change(
                Optional.of("Night"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        // Then
        assertThat(code(rights)).isEqualTo(Code.NOT_ALLOWED);
        assertThat(people.change("root.ken", named, KENYAN, NOW)).isInstanceOf(People.Done.class);
    }

    @Test
    void twoDigestsOfOnePasswordDifferAndBothFit() {
        PasswordDigest one = passwords.digest(PASSWORD);
        PasswordDigest other = passwords.digest(PASSWORD);

        assertThat(one.digest()).isNotEqualTo(other.digest());
        assertThat(one.salt()).hasSize(16).isNotEqualTo(other.salt());
        assertThat(passwords.fits(PASSWORD, Optional.of(one))).isTrue();
        assertThat(passwords.fits(PASSWORD, Optional.of(other))).isTrue();
        assertThat(passwords.fits(PASSWORD + " ", Optional.of(one))).isFalse();
        assertThat(passwords.fits(PASSWORD, Optional.empty())).isFalse();
    }

    /** The rounds are part of what is kept: with more of them tomorrow the passwords of today still fit. */
    @Test
    void moreRoundsLeaveOldPasswordsUsable() {
        assertThat(new Passwords(5).fits(PASSWORD, Optional.of(passwords.digest(PASSWORD))))
                .isTrue();
        assertThat(new Passwords().digest(PASSWORD).rounds()).isEqualTo(600_000);
    }

    /** What is not looked up takes as long as what is: the rounds of nobody are those of everybody. */
    @Test
    void anUnknownLoginCostsAsMuchAsAKnownOne() {
        // Given
        var slow = new Passwords(200_000);
        people.add(person("amina", KENYA, OperatorRole.VIEWER), PASSWORD, Operator.OF_KEY, NOW);
        store.changePassword("amina", slow.digest(PASSWORD), NOW);
        var signIn = new SignIn(store, slow);
        signIn.signIn("nobody", PASSWORD, NOW);

        // When
        long known = nanos(() -> signIn.signIn("amina", "wrong password", NOW));
        long unknown = nanos(() -> signIn.signIn("nobody", PASSWORD, NOW));

        // Then
        assertThat(unknown).isGreaterThan(known / 4);
    }

    private static long nanos(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return System.nanoTime() - begin;
    }

    /** RFC 7914, section 11: the first vector for PBKDF2 with HMAC-SHA-256, as far as it is long here. */
    @Test
    void theDigestIsThatOfTheStandard() {
        byte[] digest =
                java.util.HexFormat.of().parseHex("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
        byte[] salt = "salt".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        assertThat(passwords.fits("passwd", Optional.of(new PasswordDigest("PBKDF2WithHmacSHA256", 1, salt, digest))))
                .isTrue();
    }
}
