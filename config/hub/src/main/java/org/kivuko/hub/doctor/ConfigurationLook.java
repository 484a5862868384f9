package org.kivuko.hub.doctor;

import static org.kivuko.hub.doctor.Finding.fine;
import static org.kivuko.hub.doctor.Finding.mend;
import static org.kivuko.hub.doctor.Finding.unknown;
import static org.kivuko.hub.doctor.Phrase.asItIs;
import static org.kivuko.hub.doctor.Phrase.say;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kivuko.connector.artemis.BrokerCheck;
import org.kivuko.connector.artemis.BrokerSettings;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.HubSettings;
import org.kivuko.hub.safety.FileCheck;
import org.kivuko.hub.safety.SettingCheck;

/** The configuration: whether it can be used, what it says together with the keys, and when certificates end. */
final class ConfigurationLook {
    private final Path config;
    private final Path data;

    ConfigurationLook(HubOptions options) {
        this.config = options.config();
        this.data = options.data();
    }

    List<Finding> findings(Configuration read) {
        if (read instanceof Configuration.Loaded loaded) {
            return of(loaded);
        }
        return List.of(mend(
                "CONFIGURATION", say("configuration"), say("configuration.faults"), say("configuration.todo", config)));
    }

    private List<Finding> of(Configuration.Loaded loaded) {
        HubSettings settings = loaded.settings();
        var findings = new ArrayList<Finding>();
        findings.add(fine(
                "CONFIGURATION",
                say("configuration"),
                say("configuration.fine", loaded.agreements().size())));
        findings.add(signatures(settings));
        findings.addAll(HubLook.rules(
                "BROKER",
                say("broker.settings"),
                BrokerCheck.rules(),
                BrokerCheck.facts(BrokerSettings.onLoopback(data.resolve("broker"), 0), loaded.directory())));
        try {
            findings.addAll(HubLook.rules(
                    "SETTINGS",
                    say("settings"),
                    SettingCheck.rules(),
                    SettingCheck.facts(
                                    settings,
                                    new SettingCheck.Door(
                                            settings.listen(), settings.tls().isPresent()))
                            .and(SettingCheck.facts(data, false))));
            findings.addAll(HubLook.rules(
                    "SECRET_FILES",
                    say("secretFiles"),
                    FileCheck.rulesOfSecretFiles(),
                    FileCheck.secretFiles(
                            settings.secretFiles().stream().map(config::resolve).toList())));
        } catch (IOException unreadable) {
            findings.add(unknown("SETTINGS", say("settings.keys"), say("found.unreadable"), say("todo.user")));
        }
        return findings;
    }

    private static Finding signatures(HubSettings settings) {
        return Finding.finding(
                settings.signatures() == HubSettings.Signatures.REQUIRED,
                "SIGNATURES",
                say("signatures"),
                asItIs(settings.signatures().code()),
                say("signatures.todo"));
    }
}
