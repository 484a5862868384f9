package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A configuration of two states, as small as the kill tests can do with: a hub on it starts fast. */
final class StormStates {
    /** Agencies of Kenya that send; the last of them use AMQP. */
    static final int SENDERS = 16;

    /** Of the senders those that use AMQP. */
    static final int AMQP_SENDERS = 4;

    /** What {@link #OVER_AMQP} is to the others: it fetches at the broker. */
    static final String OVER_AMQP = "UGA.R5";

    /** No rule names it: everything for it is refused. */
    static final String NOT_NAMED = "UGA.NR";

    /** Recipients whose inbox is at the HTTP door. */
    static final List<String> OVER_HTTP = List.of("UGA.R1", "UGA.R2", "UGA.R3", "UGA.R4");

    private StormStates() {}

    /** The name of a sender, counted from 1. */
    static String sender(int number) {
        return "KEN.S%02d".formatted(number);
    }

    /** Writes version 1, under which customs of Uganda gets everything. */
    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("states"));
        Files.createDirectories(folder.resolve("agreements"));
        var kenya = new StringBuilder("state: KEN\nname: Kenya\nagencies:\n");
        IntStream.rangeClosed(1, SENDERS)
                .forEach(i -> kenya.append(
                        "  - {agency: " + sender(i) + ", name: Office " + i + ", roles: [immigration]}\n"));
        Files.writeString(folder.resolve("states/KEN.yaml"), kenya);
        var uganda = new StringBuilder("state: UGA\nname: Uganda\nagencies:\n");
        OVER_HTTP.forEach(agency -> uganda.append("  - {agency: " + agency + ", name: Desk, roles: [customs]}\n"));
        uganda.append("  - {agency: " + OVER_AMQP + ", name: Desk, roles: [customs], inbox: broker}\n");
        uganda.append("  - {agency: " + NOT_NAMED + ", name: Clinic, roles: [health]}\n");
        Files.writeString(folder.resolve("states/UGA.yaml"), uganda);
        agree(folder, 1, "\":customs\"");
        return folder;
    }

    /** Puts another version of the agreement in force, which permits these recipients. */
    static void agree(Path folder, int version, String recipients) throws IOException {
        Files.writeString(
                folder.resolve("agreements/KEN-UGA.storm.yaml"),
                """
                agreement: KEN-UGA.storm
                version: %d
                title: For tests
                instrument: {name: None, article: none}
                parties: [KEN, UGA]
                state: in-force
                valid: {from: 2020-01-01}
                annexes: {alert: [KEN, UGA]}
                rules:
                  - rule: S-1
                    kind: permit
                    from: KEN
                    to: UGA
                    annex: alert
                    messages: [alert]
                    recipients: [%s]
                    fields: {keep: ["@core", subject.document.*]}
                """
                        .formatted(version, recipients));
    }
}
