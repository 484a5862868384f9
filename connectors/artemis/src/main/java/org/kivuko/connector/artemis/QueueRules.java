package org.kivuko.connector.artemis;

import static org.kivuko.connector.artemis.BrokerRules.off;
import static org.kivuko.connector.artemis.BrokerRules.on;
import static org.kivuko.operations.safety.Mender.PROGRAM;
import static org.kivuko.operations.safety.SafetyRule.is;

import java.util.List;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.kivuko.operations.safety.SafetyRule;

/** What the settings of each queue and its address have to be. */
final class QueueRules {
    private static final String LOST = "a message that cannot be kept is thrown away without a word";

    static final List<SafetyRule> ALL = List.of(
            value("BROKER_DEAD_LETTERS", "dead-letter-address", QueueNames.DEAD, "nothing", LOST),
            value("BROKER_EXPIRED", "expiry-address", QueueNames.EXPIRED, "nothing", LOST),
            on("BROKER_NO_ROUTE", "send-to-dla-on-no-route", LOST),
            off("BROKER_AUTO_CREATE_QUEUES", "auto-create-queues", "a slip of the pen makes a queue that nobody reads"),
            off(
                    "BROKER_AUTO_CREATE_ADDRESSES",
                    "auto-create-addresses",
                    "a slip of the pen makes an address that nobody reads"),
            off("BROKER_AUTO_DELETE_QUEUES", "auto-delete-queues", "a queue goes when its reader does"),
            off("BROKER_AUTO_DELETE_ADDRESSES", "auto-delete-addresses", "an address goes when its queue does"),
            value("BROKER_ADDRESS_FULL", "address-full-policy", "PAGE", "DROP", "a queue that is full drops or blocks"),
            value("BROKER_PAGE_FULL", "page-full-policy", "FAIL", "DROP", LOST),
            new SafetyRule(
                    "BROKER_PAGE_LIMIT",
                    "page-limit-bytes",
                    "a number of bytes above 0",
                    "-1",
                    "one dead recipient fills the disk of all",
                    PROGRAM,
                    bytes -> Long.parseLong(bytes) > 0),
            value(
                    "BROKER_DISK_FULL",
                    "disk-full-policy",
                    "FAIL",
                    "DROP",
                    "a full disk drops messages or hangs senders"),
            value(
                    "BROKER_ADDRESS_DUPLICATES",
                    "id-cache-size",
                    "0",
                    "20000",
                    "the broker throws away as a duplicate what the hub has not recorded"),
            value(
                    "BROKER_EXPIRY_DELAY",
                    "expiry-delay",
                    Long.toString(AddressSettings.DEFAULT_EXPIRY_DELAY),
                    "1000",
                    "the broker ends messages that the agreement keeps"),
            value(
                    "BROKER_RETROACTIVE",
                    "retroactive-message-count",
                    "0",
                    "100",
                    "copies of messages wait for whoever comes later"),
            value(
                    "BROKER_CONFIG_DELETES",
                    "config-delete-queues",
                    "OFF",
                    "FORCE",
                    "a changed file deletes full queues"),
            value(
                    "BROKER_COMMITS_IN_MEMORY",
                    "max-size-bytes of " + QueueNames.COMMITS,
                    "-1",
                    "4194304",
                    "a commit that went to a disk page is not found after a kill"),
            value(
                    "BROKER_DELIVERY_ATTEMPTS",
                    "max-delivery-attempts",
                    "-1",
                    "10",
                    "a recipient that fails ten times loses the message"),
            value(
                    "BROKER_REDELIVERY_DELAY",
                    "redelivery-delay",
                    "0",
                    "1000",
                    "a later message overtakes one that is delivered again"),
            value("BROKER_QUEUE", "queue", "there", "missing", "an agency of the configuration has no queue"),
            on("BROKER_DURABLE", "durable", "a queue is empty after the next start"),
            off("BROKER_NON_DESTRUCTIVE", "non-destructive", "what was taken stays for the next reader"),
            off("BROKER_PURGE", "purge-on-no-consumers", "what waits is thrown away when its reader goes"),
            value("BROKER_RING", "ring-size", "-1", "1000", "a new message pushes the oldest one out"),
            off("BROKER_LAST_VALUE", "last-value", "a message pushes out the one before it"),
            on(
                    "BROKER_COMMITS_LAST_VALUE",
                    "last-value of " + QueueNames.COMMITS,
                    "which batch was committed last is not known after a kill"),
            value(
                    "BROKER_OUTBOX_CONSUMERS",
                    "max-consumers of outboxes",
                    "1",
                    "-1",
                    "two take from one outbox and order is lost"),
            on("BROKER_INBOX_EXCLUSIVE", "exclusive inboxes", "two readers of one inbox get its order mixed"));

    private QueueRules() {}

    private static SafetyRule value(String code, String setting, String wanted, String refused, String why) {
        return is(code, setting, wanted, refused, why, PROGRAM);
    }
}
