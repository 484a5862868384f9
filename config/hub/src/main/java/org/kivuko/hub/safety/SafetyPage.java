package org.kivuko.hub.safety;

import java.util.List;
import org.kivuko.operations.safety.SafetyRule;

/** The page {@code config/deploy/SAFETY.md}: every rule of the catalogue. */
final class SafetyPage {
    private static final String HEAD =
            """
            # Under which settings a hub does not start

            Written from the catalogue of rules (`org.kivuko.hub.safety.SafetyCatalogue`); a test holds the two together. A hub looks at each of
            these at every start, in the running process, the real folders, the real broker and the real database. All faults of all looks are told at
            once, with those of the configuration's own files and of TLS. What needs something that has a fault is named as not looked at: the database
            is started only by a safe process in safe folders, the routes are made of all the others. Each fault names the code, the setting,
            what was found, what is wanted, what comes of it otherwise and who can put it right. Exit code 1; nothing is left running.
            What could not be found out counts as unsafe. A code keeps its meaning for ever.

            `./kivuko doctor` looks at the same and at more without starting a hub.
            """;

    private SafetyPage() {}

    static String text() {
        var page = new StringBuilder(HEAD);
        SafetyCatalogue.parts().forEach((part, rules) -> part(page, part, rules));
        return page.toString();
    }

    private static void part(StringBuilder page, String part, List<SafetyRule> rules) {
        page.append("\n## ").append(part).append("\n\n");
        page.append("| code | setting | wanted | refused, for example | otherwise | who acts |\n");
        page.append("|---|---|---|---|---|---|\n");
        rules.forEach(rule -> page.append("| `")
                .append(rule.code())
                .append("` | ")
                .append(String.join(
                        " | ",
                        List.of(
                                rule.setting(),
                                rule.wanted(),
                                rule.refused(),
                                rule.why(),
                                rule.mender().words())))
                .append(" |\n"));
    }
}
