package org.kivuko.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A configuration to be measured: senders in one state, recipients in another, and one agreement between them that lets the
 * core and the document of an alert cross, and nothing else of it.
 *
 * @param recipients how many; the first {@link #SENDERS} of them fetch at the broker
 */
record BenchStates(int recipients) {
    /** As many outboxes are measured. */
    static final int SENDERS = 8;

    static String sender(int index) {
        return "KEN.S%02d".formatted(index);
    }

    static String recipient(int index) {
        return "UGA.R%04d".formatted(index);
    }

    static String outbox(int sender) {
        return "agency." + sender(sender) + ".outbox";
    }

    static String receipts(int sender) {
        return "agency." + sender(sender) + ".receipts";
    }

    static String inbox(int recipient) {
        return "agency." + recipient(recipient) + ".inbox";
    }

    /** The names of the first so many queues of a kind. */
    static List<String> first(int count, java.util.function.IntFunction<String> name) {
        return IntStream.range(0, count).mapToObj(name).toList();
    }

    /** Writes it. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("states"));
        Files.createDirectories(folder.resolve("agreements"));
        var kenya = new StringBuilder("state: KEN\nname: Kenya\nagencies:\n");
        for (int i = 0; i < SENDERS; i++) {
            kenya.append("  - {agency: " + sender(i) + ", name: Office " + i + ", roles: [immigration]}\n");
        }
        Files.writeString(folder.resolve("states/KEN.yaml"), kenya);
        var uganda = new StringBuilder("state: UGA\nname: Uganda\nagencies:\n");
        for (int i = 0; i < recipients; i++) {
            String atBroker = i < SENDERS ? ", inbox: broker" : "";
            uganda.append(
                    "  - {agency: " + recipient(i) + ", name: Desk " + i + ", roles: [customs]" + atBroker + "}\n");
        }
        Files.writeString(folder.resolve("states/UGA.yaml"), uganda);
        Files.writeString(
                folder.resolve("agreements/KEN-UGA.bench.yaml"),
                """
                agreement: KEN-UGA.bench
                version: 1
                title: For measurements
                instrument: {name: None, article: none}
                parties: [KEN, UGA]
                state: in-force
                valid: {from: 2020-01-01}
                annexes: {alert: [KEN, UGA]}
                rules:
                  - rule: B-1
                    kind: permit
                    from: KEN
                    to: UGA
                    annex: alert
                    messages: [alert]
                    purposes: [border-check]
                    recipients: [":customs"]
                    fields: {keep: ["@core", subject.document.*]}
                """);
        return folder;
    }
}
