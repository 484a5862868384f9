package org.kivuko.connector.artemis;

import static org.kivuko.operations.safety.Mender.PROGRAM;
import static org.kivuko.operations.safety.SafetyRule.is;
import static org.kivuko.operations.safety.SafetyRule.oneOf;

import java.util.List;
import org.kivuko.operations.safety.SafetyRule;

/** What the settings of the broker as a whole have to be. */
final class BrokerRules {
    private static final int SHORTEST_SECRET = 32;
    private static final long LONGEST_CACHE_MILLIS = 10_000;
    private static final int MOST_DISK_PERCENT = 99;

    static final List<SafetyRule> ALL = List.of(
            on("BROKER_PERSISTENCE", "persistence-enabled", "what was accepted is gone with the process"),
            on("BROKER_SYNC_TRANSACTIONAL", "journal-sync-transactional", "a power cut takes what was committed"),
            on("BROKER_SYNC_NON_TRANSACTIONAL", "journal-sync-non-transactional", "a power cut takes what was sent"),
            on("BROKER_DATASYNC", "journal-datasync", "what was written stays in the disk's cache at a power cut"),
            oneOf(
                    "BROKER_JOURNAL_TYPE",
                    "journal-type",
                    List.of("NIO", "ASYNCIO"),
                    "MAPPED",
                    "a write counts as done before it reaches the disk",
                    PROGRAM),
            on("BROKER_LARGE_MESSAGE_SYNC", "large-message-sync", "a long message is a name without a content"),
            is(
                    "BROKER_RETENTION",
                    "journal-retention-directory",
                    "nothing",
                    "retention",
                    "copies of messages stay on disk after they were withdrawn",
                    PROGRAM),
            on("BROKER_SECURITY", "security-enabled", "everybody may read and write every queue"),
            on("BROKER_VALIDATED_USER", "populate-validated-user", "a message does not say who sent it"),
            new SafetyRule(
                    "BROKER_SECURITY_CACHE",
                    "security-invalidation-interval",
                    "at most " + LONGEST_CACHE_MILLIS + " ms",
                    "3600000",
                    "a key that was revoked goes on counting",
                    PROGRAM,
                    millis -> Long.parseLong(millis) <= LONGEST_CACHE_MILLIS),
            new SafetyRule(
                    "BROKER_CLUSTER_PASSWORD",
                    "cluster-password",
                    "at least " + SHORTEST_SECRET + " random characters",
                    "the broker's default",
                    "whoever knows the broker's handbook is a member of the cluster and reads everything",
                    PROGRAM,
                    BrokerRules::isLong),
            off(
                    "BROKER_JMX",
                    "jmx-management-enabled",
                    "who reaches the process reads and moves messages past the hub"),
            off("BROKER_MESSAGE_COUNTERS", "message-counter-enabled", "the broker keeps a history of who wrote when"),
            off("BROKER_WILDCARDS", "wildcard-routing", "one address with a star is sent what goes to all"),
            is(
                    "BROKER_DUPLICATES",
                    "broker id-cache-size",
                    "0",
                    "20000",
                    "the broker throws away as a duplicate what the hub has not recorded",
                    PROGRAM),
            none("BROKER_FEDERATION", "federations", "messages leave for another broker past the agreements"),
            none("BROKER_DIVERTS", "diverts", "messages are copied past the agreements"),
            none("BROKER_BRIDGES", "bridges", "messages leave for another broker past the agreements"),
            none("BROKER_CLUSTER", "cluster connections", "messages are moved to other brokers past the agreements"),
            none("BROKER_BROADCAST", "broadcast groups", "the broker announces itself to the network"),
            new SafetyRule(
                    "BROKER_MEMORY",
                    "global-max-size",
                    "a number of bytes above 0",
                    "-1",
                    "one dead recipient fills the memory of all",
                    PROGRAM,
                    bytes -> Long.parseLong(bytes) > 0),
            new SafetyRule(
                    "BROKER_DISK",
                    "max-disk-usage",
                    "1 to " + MOST_DISK_PERCENT + " per cent",
                    "-1",
                    "the journal is cut off in the middle of a write when the disk is full",
                    PROGRAM,
                    percent -> Integer.parseInt(percent) >= 1 && Integer.parseInt(percent) <= MOST_DISK_PERCENT),
            on("BROKER_CRITICAL_ANALYSER", "critical-analyzer", "a broker that hangs goes on as if it were well"),
            oneOf(
                    "BROKER_CRITICAL_POLICY",
                    "critical-analyzer-policy",
                    List.of("SHUTDOWN", "HALT"),
                    "LOG",
                    "a broker that hangs is written about and goes on",
                    PROGRAM));

    private BrokerRules() {}

    private static boolean isLong(String strength) {
        String[] words = strength.split(" ", -1);
        return words[0].equals("of") && Integer.parseInt(words[1]) >= SHORTEST_SECRET;
    }

    static SafetyRule on(String code, String setting, String why) {
        return is(code, setting, "true", "false", why, PROGRAM);
    }

    static SafetyRule off(String code, String setting, String why) {
        return is(code, setting, "false", "true", why, PROGRAM);
    }

    private static SafetyRule none(String code, String setting, String why) {
        return is(code, setting, "0", "1", why, PROGRAM);
    }
}
