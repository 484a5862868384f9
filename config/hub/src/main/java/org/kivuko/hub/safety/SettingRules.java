package org.kivuko.hub.safety;

import static org.kivuko.operations.safety.Mender.OPERATOR;
import static org.kivuko.operations.safety.SafetyRule.is;

import java.util.List;
import java.util.stream.Stream;
import org.kivuko.operations.safety.SafetyRule;

/** What the configuration and the command line may not say together. What a file alone may not say, its reader refuses. */
final class SettingRules {
    static final String HERE_OR_TLS = "this machine alone, or TLS";
    /** The broker keeps 8 TiB for a queue; this many messages of the longest kind fill that. */
    static final long MOST_WAITING = 4L << 20;

    static final int SHORTEST_KEY = 16;

    static final List<SafetyRule> CONFIGURATION = List.of(
            is(
                    "SETTING_HTTP_PLAIN",
                    "HTTP door",
                    HERE_OR_TLS,
                    "0.0.0.0",
                    "keys and messages go over the network for everybody to read",
                    OPERATOR),
            is(
                    "SETTING_MAIL_PLAIN",
                    "watch.mail.security",
                    HERE_OR_TLS,
                    "none to mail.example",
                    "the password of the mail server goes over the network for everybody to read",
                    OPERATOR),
            new SafetyRule(
                    "SETTING_WAITING",
                    "quotas.waiting",
                    "at most " + MOST_WAITING,
                    "9000000",
                    "the broker's own limit acts first, and senders hear of no reason",
                    OPERATOR,
                    number -> Long.parseLong(number) <= MOST_WAITING));

    static final List<SafetyRule> DATA = List.of(
            is(
                    "SETTING_KEYS_SHORT",
                    "keys of agencies and operator",
                    "at least " + SHORTEST_KEY + " characters",
                    "KEN.DIS: 8 characters",
                    "a key can be guessed: ./kivuko keys new",
                    OPERATOR),
            is(
                    "SETTING_KEYS_SHARED",
                    "one key for two",
                    "none",
                    "KEN.DIS and UGA.DCIC",
                    "one agency is taken for another: ./kivuko keys new",
                    OPERATOR),
            is(
                    "SETTING_DEMONSTRATION",
                    "data folder of a demonstration",
                    "no",
                    "yes",
                    "invented people, passwords and signatures stand beside real ones: name another with --data",
                    OPERATOR));

    static final List<SafetyRule> ALL =
            Stream.concat(CONFIGURATION.stream(), DATA.stream()).toList();

    private SettingRules() {}
}
