package org.kivuko.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kenya may tell Uganda of stolen documents at two crossings; nothing else is known. Files are replaced as a test needs it. */
record SmallConfiguration(Path folder) {
    static final String UGANDA = "states/UGA.yaml";
    static final String POSTS = "states/posts.yaml";
    static final String AGREEMENT = "agreements/KEN-UGA.small.yaml";

    static SmallConfiguration write(Path folder) throws IOException {
        var small = new SmallConfiguration(folder);
        small.write(
                "states/KEN.yaml",
                """
                state: KEN
                name: Kenya
                agencies:
                  - {agency: KEN.DIS, name: Immigration, roles: [immigration]}
                """);
        small.write(
                UGANDA,
                """
                state: UGA
                name: Uganda
                agencies:
                  - {agency: UGA.DCIC, name: Immigration, roles: [immigration], inbox: broker}
                  - {agency: UGA.URA, name: Revenue, roles: [customs]}
                  - {agency: UGA.UPF, name: Police, roles: [border-security]}
                """);
        small.write(
                POSTS,
                """
                crossings:
                  - crossing: KEN-BUSIA/UGA-BUSIA
                    name: Busia
                    oneStop: true
                    committee: [KEN.DIS, UGA.DCIC]
                    sides:
                      KEN-BUSIA: {point: [0.464, 34.111], agencies: [KEN.DIS]}
                      UGA-BUSIA: {point: [0.468, 34.090], agencies: [UGA.DCIC]}
                """);
        small.write(
                AGREEMENT,
                """
                agreement: KEN-UGA.small
                version: 1
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
                    recipients: [UGA.DCIC, UGA.URA, UGA.UPF]
                    posts: [KEN-BUSIA/UGA-BUSIA]
                    fields: {keep: ["@core", subject.document.*]}
                """);
        return small;
    }

    void replace(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " does not say: " + from);
        }
        write(file, text.replace(from, to));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
