package org.kivuko.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Kenya's immigration service may send everything to Uganda's, in earnest and for practice, and nothing goes to customs. */
final class TrialConfiguration {
    private static final Map<String, String> FILES = Map.of(
            "deploy/hub.yaml",
            "signatures: none\n",
            "states/KEN.yaml",
            """
            state: KEN
            name: Kenya
            agencies:
              - {agency: KEN.DIS, name: Immigration, roles: [immigration]}
              - {agency: KEN.DRS, name: Refugees, roles: [refugee]}
            """,
            "states/UGA.yaml",
            """
            state: UGA
            name: Uganda
            agencies:
              - {agency: UGA.DCIC, name: Immigration, roles: [immigration]}
              - {agency: UGA.URA, name: Revenue, roles: [customs]}
            """,
            "states/posts.yaml",
            """
            crossings:
              - crossing: KEN-BUSIA/UGA-BUSIA
                name: Busia
                oneStop: true
                committee: [KEN.DIS, UGA.DCIC]
                sides:
                  KEN-BUSIA: {point: [0.464, 34.111], agencies: [KEN.DIS]}
                  UGA-BUSIA: {point: [0.468, 34.090], agencies: [UGA.DCIC]}
            """,
            "agreements/KEN-UGA.trial.yaml",
            """
            agreement: KEN-UGA.trial
            version: 1
            title: For trials of connections
            instrument: {name: None, article: none}
            parties: [KEN, UGA]
            state: in-force
            valid: {from: 2020-01-01}
            annexes: {trial: [KEN, UGA]}
            rules:
              - rule: T-1
                kind: permit
                from: KEN
                to: UGA
                annex: trial
                messages: [alert, flow-report, crossing-record]
                recipients: [UGA.DCIC]
                purposes: [border-check, statistics]
                statuses: [actual, exercise, test]
                fields: {keep: ["*"]}
                handling: {default: H0, max: H2}
            """);

    private TrialConfiguration() {}

    static Path write(Path folder) throws IOException {
        for (var file : FILES.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return folder;
    }
}
