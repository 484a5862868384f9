package org.kivuko.hub.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small configuration without a fault, written to a folder, and ways to break it. */
final class GoodTree {
    static final String KENYA = "states/KEN.yaml";
    static final String UGANDA = "states/UGA.yaml";
    static final String POSTS = "states/posts.yaml";
    static final String AGREEMENT = "agreements/KEN-UGA.osbp.yaml";
    static final String STOLEN = "agreements/examples/doc-stolen.json";
    static final String AT_RISK = "agreements/examples/person-at-risk.json";
    static final String HUB = "deploy/hub.yaml";

    private final Path folder;

    private GoodTree(Path folder) {
        this.folder = folder;
    }

    /** The tree that stands in a folder already. */
    static GoodTree at(Path folder) {
        return new GoodTree(folder);
    }

    /** Writes a good tree to a folder. */
    static GoodTree in(Path folder) {
        return at(folder)
                .write(
                        KENYA,
                        """
                        state: KEN
                        name: Kenya
                        centralContact: KEN.BMS
                        agencies:
                          - {agency: KEN.BMS, name: Border Management Secretariat, roles: [coordination]}
                          - {agency: KEN.DIS, name: Directorate of Immigration Services, roles: [immigration]}
                          - {agency: KEN.KRA, name: Kenya Revenue Authority, roles: [customs], inbox: broker}
                        """)
                .write(
                        UGANDA,
                        """
                        state: UGA
                        name: Uganda
                        agencies:
                          - {agency: UGA.DCIC, name: Citizenship and Immigration Control, roles: [immigration]}
                          - {agency: UGA.URA, name: Uganda Revenue Authority, roles: [customs]}
                        """)
                .write(
                        POSTS,
                        """
                        crossings:
                          - crossing: KEN-BUSIA/UGA-BUSIA
                            name: Busia
                            oneStop: true
                            committee: [KEN.BMS, UGA.DCIC]
                            sides:
                              KEN-BUSIA: {unlocode: KEBUS, point: [0.464, 34.111], agencies: [KEN.DIS, KEN.KRA]}
                              UGA-BUSIA: {agencies: [UGA.DCIC], operatedBy: the one-stop authority}
                          - crossing: KEN-KONYAO/unknown
                            oneStop: false
                            verify: true
                            committee: []
                            sides:
                              KEN-KONYAO: {agencies: [KEN.DIS]}
                        """)
                .write(
                        AGREEMENT,
                        """
                        agreement: KEN-UGA.osbp
                        version: 3
                        title: One-stop border posts Busia and Malaba
                        instrument: {name: EAC One Stop Border Posts Act 2016, article: s. 13}
                        parties: [KEN, UGA]
                        state: in-force
                        valid: {from: 2018-02-24, until: 2031-01-01}
                        annexes: {alert: [KEN, UGA], flow: [KEN, UGA], record: [KEN]}
                        rules:
                          - rule: K-U-1
                            kind: permit
                            from: KEN
                            to: UGA
                            annex: alert
                            messages: [alert]
                            alertTypes: [DOC-*, VEH-STOLEN]
                            senders: [":immigration", KEN.KRA]
                            recipients: [":immigration", ":customs"]
                            posts: [KEN-BUSIA/UGA-BUSIA]
                            purposes: [border-check, customs]
                            statuses: [actual, exercise]
                            minSeverity: Moderate
                            travellers: [third-country]
                            fields:
                              keep: ["@core", "texts[].event", subject.document.*, subject.person.dateOfBirth]
                              transform: {subject.person.dateOfBirth: year}
                              require: [subject.document.issuer]
                            handling: {default: H0, max: H1}
                            maxBytes: 262144
                          - {rule: K-U-2, kind: permit, from: KEN, to: UGA, annex: flow, messages: [flow-report], fields: {keep: ["@core"]}}
                          - {rule: K-U-3, kind: permit, from: KEN, to: UGA, annex: record, messages: [crossing-record], fields: {keep: ["@core"]}}
                          - {rule: K-U-9, kind: prohibit, from: "*", to: "*", when: {protected: true}}
                        """)
                .write(HUB, "signatures: none\n");
    }

    /** Adds the examples of the contract and their messages. */
    GoodTree withExamples() {
        return append(
                        AGREEMENT,
                        """
                        examples:
                          - name: a stolen passport crosses, the holder's name does not
                            message: examples/doc-stolen.json
                            to: UGA.DCIC
                            at: 2026-11-01T08:00:00Z
                            expect:
                              outcome: reduced
                              rules: [K-U-1]
                              removed: [subject.person.surname, subject.person.givenNames]
                              transformed: [subject.person.dateOfBirth]
                              handling: H0
                          - name: no protected person
                            message: examples/person-at-risk.json
                            to: UGA.DCIC
                            at: 2026-11-01T08:00:00Z
                            expect: {outcome: refused, reason: NOT_DELIVERABLE}
                        """)
                .write(
                        STOLEN,
                        alert(
                                "DOC-STOLEN",
                                """
                        "document": {"type": "PP", "issuer": "TZA", "number": "ZZ0000001"},
                        "person": {"surname": "SPECIMEN", "givenNames": "MFANO", "dateOfBirth": "1988-04-12"}
                        """))
                .write(
                        AT_RISK,
                        alert(
                                "PER-AT-RISK",
                                """
                        "person": {"surname": "SPECIMEN", "nationality": "UGA", "protection": ["refugee"]}
                        """));
    }

    private static String alert(String type, String subject) {
        return """
                {
                  "specversion": "1.0",
                  "id": "01KB-%s",
                  "source": "/agencies/KEN.DIS",
                  "type": "kivuko.alert.v1",
                  "time": "2026-11-01T07:30:00Z",
                  "to": "UGA",
                  "purpose": "border-check",
                  "post": "KEN-BUSIA",
                  "handling": "H0",
                  "expires": "2026-12-01T07:30:00Z",
                  "data": {
                    "msgType": "Alert",
                    "alertType": "%s",
                    "category": ["Security"],
                    "urgency": "Expected",
                    "severity": "Moderate",
                    "certainty": "Observed",
                    "subject": {
                      %s
                    }
                  }
                }
                """
                .formatted(type, type, subject.strip());
    }

    GoodTree write(String file, String content) {
        try {
            var path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Replaces the one place where {@code what} stands. */
    GoodTree replace(String file, String what, String with) {
        var content = read(file);
        int at = content.indexOf(what);
        if (at < 0 || content.indexOf(what, at + 1) >= 0) {
            throw new IllegalArgumentException("not exactly once in " + file + ": " + what);
        }
        return write(file, content.replace(what, with));
    }

    GoodTree append(String file, String what) {
        return write(file, read(file) + what);
    }

    GoodTree delete(String file) {
        try {
            Files.delete(folder.resolve(file));
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The line, from 1, of the one place where {@code text} stands. */
    int lineOf(String file, String text) {
        var before = read(file).substring(0, read(file).indexOf(text));
        return 1 + (int) before.chars().filter(character -> character == '\n').count();
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
