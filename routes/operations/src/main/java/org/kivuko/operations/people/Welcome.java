package org.kivuko.operations.people;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kivuko.model.Unseen;

/** Makes a person of what another place says: nobody, on any doubt. Pure functions. */
final class Welcome {
    /** With what logins of people begin who sign in elsewhere; nobody else has such a one. */
    static final String PREFIX = "sso.";

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_WISH = 19;
    private static final int DIGITS = 8;

    private Welcome() {}

    /** What came of it. */
    sealed interface Result {}

    record Somebody(Person person) implements Result {}

    record Nobody(WayIn why) implements Result {}

    static Result of(Vouch vouch, Collection<Grant> grants) {
        List<Grant> fitting = grants.stream()
                .filter(grant -> vouch.values().contains(grant.value()))
                .toList();
        if (fitting.isEmpty()) {
            return new Nobody(WayIn.NO_ROLE);
        }
        // Roles of one scope in another would be rights that nobody gave.
        List<Scope> scopes = fitting.stream().map(Grant::scope).distinct().toList();
        if (scopes.size() > 1) {
            return new Nobody(WayIn.SCOPES_DIFFER);
        }
        String login = login(vouch);
        var person = new Person(
                login,
                name(vouch).orElse(login),
                fitting.stream().flatMap(grant -> grant.roles().stream()).collect(Collectors.toUnmodifiableSet()),
                scopes.get(0),
                false,
                Optional.of(vouch.identity()));
        return person.faults().isEmpty() ? new Somebody(person) : new Nobody(WayIn.DUTIES);
    }

    private static Optional<String> name(Vouch vouch) {
        String name =
                Unseen.without(vouch.name()).replaceAll("\\p{Cntrl}+", " ").strip();
        if (name.isEmpty() || name.length() <= LONGEST_NAME) {
            return Optional.of(name).filter(text -> !text.isEmpty());
        }
        // A character of two halves stays whole, or goes.
        boolean halved = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
        return Optional.of(name.substring(0, halved ? LONGEST_NAME - 1 : LONGEST_NAME));
    }

    /** Readable in the audit, and not another person's, whoever is called alike. */
    private static String login(Vouch vouch) {
        String wish = vouch.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String cut = wish.length() > LONGEST_WISH ? wish.substring(0, LONGEST_WISH) : wish;
        String digest = Token.sha256(
                "login " + vouch.identity().issuer() + " " + vouch.identity().subject());
        return PREFIX + (cut.isEmpty() ? "" : cut + ".") + digest.substring(0, DIGITS);
    }
}
