package org.kivuko.hub.doctor;

import static org.kivuko.hub.doctor.Finding.fine;
import static org.kivuko.hub.doctor.Finding.mend;
import static org.kivuko.hub.doctor.Finding.unknown;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.hub.HubSecrets;
import org.kivuko.hub.safety.FileCheck;
import org.kivuko.hub.safety.ProcessCheck;
import org.kivuko.operations.safety.SafetyFacts;
import org.kivuko.operations.safety.SafetyRule;

/** The hub's own folders, doors and process. Changes nothing. */
final class HubLook {
    private final Path data;
    private final Path config;
    private final boolean running;

    HubLook(Path data, Path config) {
        this.data = data;
        this.config = config;
        this.running = isHeld(data.resolve(FileCheck.LOCK));
    }

    /** Whether a hub runs on the data folder. */
    boolean running() {
        return running;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.add(fine("HUB", "hub", running ? "runs on this data folder" : "does not run on this data folder"));
        findings.addAll(rules("PROCESS", "options of the process", ProcessCheck.rules(), ProcessCheck.facts()));
        findings.addAll(folders());
        findings.add(journal());
        return findings;
    }

    private List<Finding> folders() {
        var findings = new ArrayList<Finding>();
        try {
            Optional<Path> secrets = HubSecrets.elsewhere(data);
            findings.addAll(
                    rules("FILES", "who reaches the files", FileCheck.rules(), FileCheck.facts(data, secrets, config)));
            findings.add(
                    secrets.isPresent()
                            ? fine("SECRETS", "keys of what is sealed", "kept outside the data folder")
                            : mend(
                                    "SECRETS",
                                    "keys of what is sealed",
                                    "in the data folder: whoever has a copy of it opens what is sealed",
                                    "stop the hub and start it once with serve --secrets DIR, a folder on another disk"));
        } catch (IOException unreadable) {
            findings.add(unknown(
                    "FILES", "who reaches the files", "cannot be read by this user", "run as the user of the hub"));
        }
        return findings;
    }

    private Finding journal() {
        Path journal = data.resolve("broker/journal");
        if (!Files.isDirectory(journal)) {
            return fine("BROKER_JOURNAL", "journal of the broker", "none yet");
        }
        try (Stream<Path> files = Files.list(journal)) {
            List<Path> unreadable = files.filter(file -> !Files.isReadable(file) || !Files.isWritable(file))
                    .toList();
            return unreadable.isEmpty()
                    ? fine("BROKER_JOURNAL", "journal of the broker", "there")
                    : mend(
                            "BROKER_JOURNAL",
                            "journal of the broker",
                            unreadable.size() + " files that this user cannot write",
                            "give them to the user of the hub (chown)");
        } catch (IOException closed) {
            return unknown(
                    "BROKER_JOURNAL",
                    "journal of the broker",
                    "cannot be read by this user",
                    "run as the user of the hub");
        }
    }

    /** Each rule of the start that does not hold, or that all hold. */
    static List<Finding> rules(String code, String what, List<SafetyRule> rules, SafetyFacts facts) {
        var faults = SafetyRule.faults(rules, facts);
        if (faults.isEmpty()) {
            return List.of(fine(code, what, rules.size() + " rules hold"));
        }
        return faults.stream()
                .map(fault -> mend(
                        fault.code(),
                        fault.setting(),
                        fault.found(),
                        "wanted: " + fault.wanted() + "; otherwise " + fault.why()))
                .toList();
    }

    private static boolean isHeld(Path lock) {
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock got = channel.tryLock()) {
            return got == null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return true;
        } catch (IOException unwritable) {
            return false;
        }
    }
}
