package org.kivuko.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code bundle}, as an agency and a hub use them, one far from the other. */
class BundleCommandTest {
    private static final String DELIVERY = "20261123T080000000Z-0000-00000000-0000-0000-0000-000000000001.json";

    @TempDir
    private Path folder;

    private final CommandTalk terminal = new CommandTalk();

    @BeforeEach
    void aHubAndAnAgencyKnowEachOthersKeys() throws IOException {
        Files.createDirectories(folder.resolve("config/states"));
        Files.createDirectories(folder.resolve("config/agreements"));
        Files.createDirectories(folder.resolve("config/deploy/bundles"));
        Files.createDirectories(folder.resolve("data/secrets"));
        Files.createDirectories(folder.resolve("stick"));
        Files.writeString(
                folder.resolve("config/states/KEN.yaml"),
                "state: KEN\nname: A state\nagencies:\n  - {agency: KEN.DIS, name: A desk, roles: [immigration], inbox: files}\n");
        Files.writeString(
                folder.resolve("config/deploy/hub.yaml"),
                "files: {folder: " + folder.resolve("exchange") + ", agencies: [KEN.DIS]}\n");
        assertThat(terminal.run("bundle", "keygen", path("agency.keys"))).isZero();
        Files.move(folder.resolve("agency.keys.pub"), folder.resolve("config/deploy/bundles/KEN.DIS.pub"));
        assertThat(terminal.run("bundle", "hub-key", "--data", path("data"))).isZero();
        Files.writeString(folder.resolve("hub.pub"), terminal.out());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private int agency(String... command) {
        return terminal.run(with(command, "--as", "KEN.DIS", "--key", path("agency.keys"), "--hub", path("hub.pub")));
    }

    private int hub(String... command) {
        return terminal.run(with(command, "--config", path("config"), "--data", path("data")));
    }

    private static String[] with(String[] command, String... options) {
        var all = new String[command.length + options.length];
        System.arraycopy(command, 0, all, 0, command.length);
        System.arraycopy(options, 0, all, command.length, options.length);
        return all;
    }

    private void write(String place, String text) throws IOException {
        Path file = folder.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void aStickGoesToTheHubAndComesBack() throws IOException {
        // Given
        write("agency/send/wanted-person.json", "{}");
        write("exchange/KEN.DIS/inbox/" + DELIVERY, "{\"delivery\": 1}");

        // When
        assertThat(agency("bundle", "pack", path("agency"), "--to", path("stick/in")))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out()).isEqualTo("bundle 1 for hub: 1 files\n");
        assertThat(hub("bundle", "in", path("stick/in"))).as(terminal.err()).isZero();
        assertThat(terminal.out()).startsWith("bundle 1 from KEN.DIS: 1 files, packed ");
        assertThat(hub("bundle", "out", "--as", "KEN.DIS", "--to", path("stick/out")))
                .as(terminal.err())
                .isZero();
        assertThat(agency("bundle", "verify", path("stick/out")))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out()).startsWith("bundle 1 from hub: 1 files, packed ");
        assertThat(folder.resolve("agency/inbox").resolve(DELIVERY)).doesNotExist();
        assertThat(agency("bundle", "unpack", path("stick/out"), "--into", path("agency")))
                .as(terminal.err())
                .isZero();

        // Then
        assertThat(folder.resolve("exchange/KEN.DIS/send/wanted-person.json")).hasContent("{}");
        assertThat(folder.resolve("agency/inbox").resolve(DELIVERY)).hasContent("{\"delivery\": 1}");
        assertThat(Files.readString(folder.resolve("stick/out"))).doesNotContain("delivery");
    }

    @Test
    void theSameStickAgainIsFineAndSaysSo() throws IOException {
        // Given
        write("agency/send/a.json", "{}");
        agency("bundle", "pack", path("agency"), "--to", path("stick/in"));
        hub("bundle", "in", path("stick/in"));
        Files.delete(folder.resolve("exchange/KEN.DIS/send/a.json"));

        // When
        int exit = hub("bundle", "in", path("stick/in"));

        // Then
        assertThat(exit).isZero();
        assertThat(terminal.out()).isEqualTo("bundle 1 from KEN.DIS brings nothing: bundle 1 was unpacked before\n");
        assertThat(folder.resolve("exchange/KEN.DIS/send/a.json")).doesNotExist();
    }

    @Test
    void whatIsRefusedIsNamedByItsCodeAndNothingElse() throws IOException {
        // Given
        write("agency/send/wanted-person.json", "{}");
        agency("bundle", "pack", path("agency"), "--to", path("stick/in"));

        // When
        terminal.run("bundle", "keygen", path("other.keys"));
        Files.move(
                folder.resolve("other.keys.pub"),
                folder.resolve("config/deploy/bundles/KEN.DIS.pub"),
                StandardCopyOption.REPLACE_EXISTING);
        int exit = hub("bundle", "in", path("stick/in"));

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(terminal.err())
                .isEqualTo(
                        """
                        the bundle was refused, and nothing was changed; its sender has to mend it:
                          NOT_SENDER /from: expected its signature, found none that holds
                        """);
        assertThat(folder.resolve("exchange")).doesNotExist();
    }

    @Test
    void nothingIsPackedForOneWithoutKeysOrWithoutAFolder() throws IOException {
        assertThat(hub("bundle", "out", "--as", "KEN.KRA", "--to", path("stick/out")))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("NOT_AUTHENTICATED /to");
        assertThat(folder.resolve("stick/out")).doesNotExist();
        Path state = folder.resolve("config/states/KEN.yaml");
        Files.writeString(state, Files.readString(state).replace(", inbox: files", ""));
        Files.writeString(folder.resolve("config/deploy/hub.yaml"), "signatures: none\n");
        assertThat(hub("bundle", "out", "--as", "KEN.DIS", "--to", path("stick/out")))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("no file door");
    }

    @Test
    void keysAreTheirOwnersAloneAndNeverOverwritten() throws IOException {
        // Given
        String before = Files.readString(folder.resolve("agency.keys"));

        // Then
        assertThat(terminal.run("bundle", "keygen", path("agency.keys"))).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("agency.keys"))).isEqualTo(before);
        for (String secret : new String[] {"agency.keys", "data/secrets/bundles"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))))
                    .isEqualTo("rw-------");
        }
        String hubKeys = Files.readString(folder.resolve("hub.pub"));
        terminal.run("bundle", "hub-key", "--data", path("data"));
        assertThat(terminal.out()).isEqualTo(hubKeys).doesNotContain("\"d\"");
    }

    @Test
    void whoSaysNothingIsToldWhatThereIs() {
        assertThat(terminal.run("bundle")).isEqualTo(2);
        assertThat(terminal.err()).contains("pack, unpack or verify");
    }
}
