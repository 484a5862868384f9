package org.kivuko.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keygen}, {@code sign}, {@code act} and {@code verify}, as two authorities use them one after the other. */
class SigningCommandsTest {
    private static final String ID = "KEN-UGA.test";

    @TempDir
    private Path folder;

    private final CommandTalk terminal = new CommandTalk();

    @BeforeEach
    void twoStatesRegisterTheirKeys() throws IOException {
        Files.createDirectories(folder.resolve("config/states"));
        Files.createDirectories(folder.resolve("config/agreements"));
        register("KEN");
        register("UGA");
        write(1);
    }

    private Path key(String state) {
        return folder.resolve(state + ".jwk");
    }

    /** The lines that keygen prints go into the state's file as they are. */
    private void register(String state) throws IOException {
        assertThat(terminal.run("agreements", "keygen", key(state).toString(), "--as", state + ".DIS"))
                .isZero();
        Files.writeString(
                folder.resolve("config/states/" + state + ".yaml"),
                "state: " + state + "\nname: A state\nagencies:\n  - {agency: " + state
                        + ".DIS, name: A desk, roles: [immigration]}\n" + terminal.out());
    }

    private void write(int version) throws IOException {
        Files.writeString(
                folder.resolve("config/agreements/" + ID + ".yaml"),
                """
                agreement: KEN-UGA.test
                version: %d
                title: A title
                instrument: {name: A treaty, article: s. 1}
                parties: [KEN, UGA]
                state: draft
                valid: {from: 2020-01-01}
                annexes: {alert: [KEN, UGA]}
                rules:
                  - {rule: K-1, kind: permit, from: KEN, to: UGA, annex: alert, messages: [alert], fields: {keep: ["@core"]}}
                """
                        .formatted(version));
    }

    private int sign(String state, String withTheKeyOf) {
        return terminal.run(
                "agreements",
                "sign",
                ID,
                "--as",
                state + ".DIS",
                "--key",
                key(withTheKeyOf).toString(),
                "--config",
                folder.resolve("config").toString());
    }

    private int act(String word, String state, String... more) {
        var arguments = new String[9 + more.length];
        System.arraycopy(more, 0, arguments, 9, more.length);
        String[] fixed = {
            "agreements",
            "act",
            word,
            ID,
            "--as",
            state + ".DIS",
            "--key",
            key(state).toString(),
            "--config=" + folder.resolve("config")
        };
        System.arraycopy(fixed, 0, arguments, 0, 9);
        return terminal.run(arguments);
    }

    private int verify() {
        return terminal.run(
                "agreements", "verify", ID, "--config", folder.resolve("config").toString());
    }

    @Test
    void aKeyIsForItsOwnerAloneAndIsNeverOverwritten() throws IOException {
        String before = Files.readString(key("KEN"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key("KEN"))))
                .isEqualTo("rw-------");
        assertThat(terminal.run("agreements", "keygen", key("KEN").toString())).isEqualTo(1);
        assertThat(terminal.err()).contains("a key is never overwritten");
        assertThat(Files.readString(key("KEN"))).isEqualTo(before);
        assertThat(Files.readString(folder.resolve("config/states/KEN.yaml"))).doesNotContain("d:");
    }

    @Test
    void whatEveryPartyHasSignedAndBroughtIntoForceIsVerified() {
        assertThat(verify()).isEqualTo(1);
        assertThat(terminal.out()).contains(ID + "@1 draft").contains("not signed by KEN, UGA");

        assertThat(sign("KEN", "KEN")).isZero();
        assertThat(terminal.out()).contains("digest of the text").doesNotContain("does not count");
        assertThat(verify()).isEqualTo(1);
        assertThat(terminal.out()).contains("signed by KEN").contains("not signed by UGA");
        sign("UGA", "UGA");
        assertThat(verify()).isZero();
        assertThat(terminal.out()).contains(ID + "@1 signed").contains("signed by KEN, UGA");

        assertThat(act("in-force", "KEN")).isZero();
        assertThat(act("in-force", "UGA")).isZero();
        assertThat(verify()).isZero();
        assertThat(terminal.out()).contains(ID + "@1 in-force").contains("in-force " + ID + "@1 by UGA.DIS");
        assertThat(act("suspend", "UGA")).isZero();
        assertThat(verify()).isZero();
        assertThat(terminal.out()).contains(ID + "@1 suspended");
    }

    /** The seeded defect: the text is changed after it was signed. */
    @Test
    void aChangedTextIsFoundOut() throws IOException {
        sign("KEN", "KEN");
        sign("UGA", "UGA");
        Path file = folder.resolve("config/agreements/" + ID + ".yaml");
        Files.writeString(file, Files.readString(file).replace("@core", "*"));

        assertThat(verify()).isEqualTo(1);
        assertThat(terminal.out())
                .contains("FAULT: the signature of KEN is void: the text has been changed since it was signed");
    }

    @Test
    void aSignatureWithAnotherKeyIsSaidNotToCount() {
        assertThat(sign("KEN", "UGA")).isZero();

        assertThat(terminal.out()).contains("it does not count yet").contains("has not registered");
        assertThat(verify()).isEqualTo(1);
        assertThat(terminal.out()).contains("FAULT: the signature of KEN is void");
    }

    @Test
    void anActThatCannotCountIsSaidSo() {
        sign("KEN", "KEN");

        assertThat(act("in-force", "KEN")).isZero();
        assertThat(terminal.out()).contains("it does not count as things stand: every party has to sign the text");
    }

    @Test
    void wrongUseIsSaidInOneSentence() {
        assertThat(act("begin", "KEN")).isEqualTo(2);
        assertThat(terminal.err()).contains("there is no act 'begin'; there are in-force, provisional, accept");
        assertThat(act("accept", "KEN")).isEqualTo(1);
        assertThat(terminal.err()).contains("--annex goes with 'accept'");
        assertThat(terminal.run(
                        "agreements",
                        "sign",
                        "KEN-UGA.other",
                        "--as=KEN.DIS",
                        "--key=" + key("KEN"),
                        "--config=" + folder.resolve("config")))
                .isEqualTo(1);
        assertThat(terminal.err())
                .contains("there is no agreement KEN-UGA.other")
                .contains("there are " + ID);
    }
}
