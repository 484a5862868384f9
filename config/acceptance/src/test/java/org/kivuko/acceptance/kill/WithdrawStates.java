package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One sender, four recipients at both doors, and an agreement that can be withdrawn. */
final class WithdrawStates {
    static final String SENDER = "KEN.S01";
    static final List<String> OVER_HTTP = List.of("UGA.R1", "UGA.R2");
    static final String CREDIT_ONE = "UGA.R5";
    static final String CREDIT_THOUSAND = "UGA.R6";
    static final List<String> RECIPIENTS = List.of("UGA.R1", "UGA.R2", CREDIT_ONE, CREDIT_THOUSAND);

    private WithdrawStates() {}

    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("states"));
        Files.createDirectories(folder.resolve("agreements"));
        Files.writeString(
                folder.resolve("states/KEN.yaml"),
                "state: KEN\nname: Kenya\nagencies:\n  - {agency: " + SENDER
                        + ", name: Office, roles: [immigration]}\n");
        var uganda = new StringBuilder("state: UGA\nname: Uganda\nagencies:\n");
        OVER_HTTP.forEach(agency -> uganda.append("  - {agency: " + agency + ", name: Desk, roles: [customs]}\n"));
        for (String agency : List.of(CREDIT_ONE, CREDIT_THOUSAND)) {
            uganda.append("  - {agency: " + agency + ", name: Desk, roles: [customs], inbox: broker}\n");
        }
        Files.writeString(folder.resolve("states/UGA.yaml"), uganda);
        agree(folder, "in-force");
        return folder;
    }

    static void agree(Path folder, String state) throws IOException {
        Files.writeString(
                folder.resolve("agreements/KEN-UGA.storm.yaml"),
                """
                agreement: KEN-UGA.storm
                version: 1
                title: For tests
                instrument: {name: None, article: none}
                parties: [KEN, UGA]
                state: %s
                valid: {from: 2020-01-01}
                annexes: {alert: [KEN, UGA]}
                rules:
                  - rule: S-1
                    kind: permit
                    from: KEN
                    to: UGA
                    annex: alert
                    messages: [alert]
                    fields: {keep: ["@core", subject.document.*]}
                """
                        .formatted(state));
    }
}
