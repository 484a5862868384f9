package org.kivuko.hub.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.limit.Quota;
import org.kivuko.exchange.limit.QuotaPlan;
import org.kivuko.hub.configuration.HubSettings;
import org.kivuko.hub.configuration.WatchSettings;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.safety.SafetyFacts;
import org.kivuko.operations.safety.SafetyFault;
import org.kivuko.operations.safety.SafetyRule;

/** Real folders with real rights, and what configuration and keys say together. */
class FilesAndSettingsTest {
    private static final String LONG = "a-key-of-an-agency-that-is-long-enough";

    /** Under a folder that everybody enters, as folders of a system are. */
    private Path root;

    private Path data;
    private Path config;

    @BeforeEach
    void make() throws IOException {
        root = Files.createTempDirectory("kivuko-rights");
        mode(root, "rwxr-xr-x");
        data = folder("data", "rwx------");
        Files.createFile(data.resolve(FileCheck.LOCK));
        config = folder("config", "rwxr-xr-x");
        folder("data/keys", "rwx------");
        folder("data/secrets", "rwx------");
    }

    @AfterEach
    void clear() throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void foldersOfTheirOwnerAreSafe() throws IOException {
        assertThat(files(Optional.empty())).isEmpty();
    }

    @Test
    void aDataFolderThatOthersEnterIsNamed() throws IOException {
        mode(data, "rwxr-xr-x");
        assertThat(files(Optional.empty())).containsExactly("FILE_DATA_FOLDER");
    }

    /** Whoever made it, the first hub closes it before anything is in it. */
    @Test
    void aDataFolderThatNoHubHasUsedYetIsSafe() throws IOException {
        Files.delete(data.resolve(FileCheck.LOCK));
        mode(data, "rwxr-xr-x");
        assertThat(files(Optional.empty())).isEmpty();
    }

    @Test
    void aDataFolderThatTheGroupListsIsNamed() throws IOException {
        mode(data, "rwxr-----");
        assertThat(files(Optional.empty())).containsExactly("FILE_DATA_FOLDER");
    }

    @Test
    void aKeyThatOthersReadIsNamed() throws IOException {
        mode(data, "rwx--x--x");
        mode(data.resolve("keys"), "rwx--x--x");
        file("data/keys/KEN.DIS.key", LONG, "rw-r--r--");
        assertThat(files(Optional.empty())).containsExactly("FILE_DATA_FOLDER", "FILE_KEYS");
    }

    /** Whoever cannot come through the folder above cannot read it, whatever its own rights are. */
    @Test
    void aKeyBehindAClosedFolderIsSafe() throws IOException {
        file("data/keys/KEN.DIS.key", LONG, "rw-r--r--");
        assertThat(files(Optional.empty())).isEmpty();
    }

    @Test
    void secretsElsewhereThatOthersReadAreNamed() throws IOException {
        Path elsewhere = folder("elsewhere", "rwxr-xr-x");
        file("elsewhere/content", LONG, "rw-r-----");
        assertThat(files(Optional.of(elsewhere))).containsExactly("FILE_SECRETS");
    }

    @Test
    void secretsInsideTheDataFolderAreNamed() throws IOException {
        Path inside = folder("data/more", "rwx------");
        assertThat(files(Optional.of(inside))).containsExactly("FILE_SECRETS_INSIDE");
    }

    @Test
    void aLinkIntoTheDataFolderIsSeenThrough() throws IOException {
        folder("data/more", "rwx------");
        Path link = Files.createSymbolicLink(root.resolve("link"), data.resolve("more"));
        assertThat(files(Optional.of(link))).containsExactly("FILE_SECRETS_INSIDE");
    }

    @Test
    void aConfigurationThatEverybodyWritesIsNamed() throws IOException {
        mode(config, "rwxrwxrwx");
        assertThat(files(Optional.empty())).containsExactly("FILE_CONFIGURATION_WRITABLE");
    }

    @Test
    void aSecretOfTheConfigurationThatOthersReadIsNamed() throws IOException {
        Path file = file("config/mail", LONG, "rw-r--r--");
        assertThat(codes(FileCheck.rulesOfSecretFiles(), FileCheck.secretFiles(List.of(file))))
                .containsExactly("FILE_CONFIGURATION_SECRETS");
    }

    @Test
    void aSecretOfTheConfigurationThatItsOwnerReadsIsSafe() throws IOException {
        Path file = file("config/mail", LONG, "rw-------");
        assertThat(codes(FileCheck.rulesOfSecretFiles(), FileCheck.secretFiles(List.of(file))))
                .isEmpty();
    }

    @Test
    void whatIsShippedIsSafe() throws IOException {
        assertThat(settings(HubSettings.DEFAULT, "127.0.0.1", false)).isEmpty();
    }

    @Test
    void anHttpDoorWithoutTlsIsNamedUnlessItStandsOnThisMachineAlone() throws IOException {
        assertThat(settings(HubSettings.DEFAULT, "0.0.0.0", false)).containsExactly("SETTING_HTTP_PLAIN");
        assertThat(settings(HubSettings.DEFAULT, "127.0.0.1.example", false)).containsExactly("SETTING_HTTP_PLAIN");
        assertThat(settings(HubSettings.DEFAULT, "0.0.0.0", true)).isEmpty();
    }

    @Test
    void aMailPasswordWithoutTlsIsNamed() throws IOException {
        assertThat(settings(mail("mail.example"), "127.0.0.1", false)).containsExactly("SETTING_MAIL_PLAIN");
        assertThat(settings(mail("localhost"), "127.0.0.1", false)).isEmpty();
    }

    @Test
    void moreWaitingThanTheBrokerKeepsIsNamed() throws IOException {
        assertThat(settings(waiting(9_000_000), "127.0.0.1", false)).containsExactly("SETTING_WAITING");
        assertThat(settings(waiting(2_000_000), "127.0.0.1", false)).isEmpty();
    }

    @Test
    void aShortKeyIsNamedAndNotRepeated() throws IOException {
        file("data/keys/KEN.DIS.key", "hunter2\n", "rw-------");
        List<SafetyFault> faults = SafetyRule.faults(SettingRules.ALL, SafeFacts.settings(data));
        assertThat(faults).extracting(SafetyFault::code).containsExactly("SETTING_KEYS_SHORT");
        assertThat(faults.toString()).contains("KEN.DIS").doesNotContain("hunter2");
    }

    @Test
    void oneKeyForTwoIsNamedAndNotRepeated() throws IOException {
        file("data/keys/KEN.DIS.key", LONG + "\n", "rw-------");
        file("data/keys/UGA.DCIC.key", LONG, "rw-------");
        List<SafetyFault> faults = SafetyRule.faults(SettingRules.ALL, SafeFacts.settings(data));
        assertThat(faults).extracting(SafetyFault::code).containsExactly("SETTING_KEYS_SHARED");
        assertThat(faults.toString()).contains("KEN.DIS and UGA.DCIC").doesNotContain(LONG);
    }

    @Test
    void aRealHubDoesNotRunOnTheDataOfADemonstration() throws IOException {
        folder("data/demonstration", "rwx------");
        assertThat(codes(SettingRules.ALL, SafeFacts.settings(data))).isEmpty();
        file("data/demonstration/KEN.BMS", LONG, "rw-------");
        assertThat(codes(SettingRules.ALL, SafeFacts.settings(data))).containsExactly("SETTING_DEMONSTRATION");
        var demonstration = SettingCheck.facts(HubSettings.DEFAULT, new SettingCheck.Door("127.0.0.1", false))
                .and(SettingCheck.facts(data, true));
        assertThat(codes(SettingRules.ALL, demonstration)).isEmpty();
    }

    private List<String> files(Optional<Path> secrets) throws IOException {
        return codes(FileCheck.rules(), FileCheck.facts(data, secrets, config));
    }

    private List<String> settings(HubSettings settings, String host, boolean tls) throws IOException {
        return codes(
                SettingRules.ALL,
                SettingCheck.facts(settings, new SettingCheck.Door(host, tls)).and(SettingCheck.facts(data, false)));
    }

    private static List<String> codes(List<SafetyRule> rules, SafetyFacts facts) {
        return SafetyRule.faults(rules, facts).stream().map(SafetyFault::code).toList();
    }

    private static HubSettings mail(String host) {
        var standard = WatchSettings.DEFAULT;
        var mail = new WatchSettings.Mail(
                host,
                25,
                WatchSettings.Security.NONE,
                "hub@example.org",
                List.of("duty@example.org"),
                Optional.of("hub"),
                Optional.of("mail"));
        return with(
                HubSettings.DEFAULT.quotas(),
                new WatchSettings(
                        standard.every(),
                        standard.thresholds(),
                        standard.certificates(),
                        Optional.of(mail),
                        standard.webhooks()));
    }

    private static HubSettings waiting(long messages) {
        var quota = new Quota(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(messages));
        return with(new QuotaPlan(Quota.NONE, Map.of(AgencyId.of("KEN.DIS"), quota)), WatchSettings.DEFAULT);
    }

    private static HubSettings with(QuotaPlan quotas, WatchSettings watch) {
        var standard = HubSettings.DEFAULT;
        return new HubSettings(
                standard.signatures(),
                quotas,
                standard.pushes(),
                standard.disk(),
                standard.maxDowntime(),
                standard.resendWithin(),
                standard.doors(),
                watch,
                standard.onCall(),
                standard.signIn(),
                standard.files(),
                standard.listen(),
                standard.tls(),
                standard.tokens(),
                standard.database());
    }

    private Path folder(String name, String rights) throws IOException {
        return mode(Files.createDirectory(root.resolve(name)), rights);
    }

    private Path file(String name, String text, String rights) throws IOException {
        return mode(Files.writeString(root.resolve(name), text), rights);
    }

    private static Path mode(Path path, String rights) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
}
