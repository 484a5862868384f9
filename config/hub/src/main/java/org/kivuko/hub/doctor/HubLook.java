package org.kivuko.hub.doctor;

import static org.kivuko.hub.doctor.Finding.fine;
import static org.kivuko.hub.doctor.Finding.mend;
import static org.kivuko.hub.doctor.Finding.unknown;
import static org.kivuko.hub.doctor.Phrase.asItIs;
import static org.kivuko.hub.doctor.Phrase.say;

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
        findings.add(fine("HUB", say("hub"), say(running ? "hub.runs" : "hub.still")));
        findings.addAll(rules("PROCESS", say("process"), ProcessCheck.rules(), ProcessCheck.facts()));
        findings.addAll(folders());
        findings.add(journal());
        return findings;
    }

    private List<Finding> folders() {
        var findings = new ArrayList<Finding>();
        try {
            Optional<Path> secrets = HubSecrets.elsewhere(data);
            findings.addAll(rules("FILES", say("reach"), FileCheck.rules(), FileCheck.facts(data, secrets, config)));
            findings.add(
                    secrets.isPresent()
                            ? fine("SECRETS", say("secrets"), say("secrets.fine"))
                            : mend("SECRETS", say("secrets"), say("secrets.inside"), say("secrets.todo")));
        } catch (IOException unreadable) {
            findings.add(unknown("FILES", say("reach"), say("found.unreadable"), say("todo.user")));
        }
        return findings;
    }

    private Finding journal() {
        Path journal = data.resolve("broker/journal");
        if (!Files.isDirectory(journal)) {
            return fine("BROKER_JOURNAL", say("journal"), say("journal.none"));
        }
        try (Stream<Path> files = Files.list(journal)) {
            List<Path> unreadable = files.filter(file -> !Files.isReadable(file) || !Files.isWritable(file))
                    .toList();
            return unreadable.isEmpty()
                    ? fine("BROKER_JOURNAL", say("journal"), say("journal.there"))
                    : mend(
                            "BROKER_JOURNAL",
                            say("journal"),
                            say("journal.unwritable", unreadable.size()),
                            say("journal.todo"));
        } catch (IOException closed) {
            return unknown("BROKER_JOURNAL", say("journal"), say("found.unreadable"), say("todo.user"));
        }
    }

    /** Each rule of the start that does not hold, or that all hold. */
    static List<Finding> rules(String code, Phrase what, List<SafetyRule> rules, SafetyFacts facts) {
        var faults = SafetyRule.faults(rules, facts);
        if (faults.isEmpty()) {
            return List.of(fine(code, what, say("rules.hold", rules.size())));
        }
        return faults.stream()
                .map(fault -> mend(
                        fault.code(),
                        asItIs(fault.setting()),
                        asItIs(fault.found()),
                        say("rules.todo", fault.wanted(), fault.why())))
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
