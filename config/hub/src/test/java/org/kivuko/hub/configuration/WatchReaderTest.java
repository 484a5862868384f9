package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.shift.OnCall;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.Thresholds;

/** What {@code hub.yaml} says about telling operators: each fault is named at its place, and nothing else is. */
class WatchReaderTest {
    private static final String WEBHOOK =
            "name: duty, url: \"https://duty.example/hook\", secretFile: deploy/secrets/duty";
    private static final String MAIL = "host: mail.example, from: hub@example.org, to: [duty@example.org]";

    @TempDir
    private Path folder;

    private Configuration load(String lines) {
        GoodTree.in(folder).append(GoodTree.HUB, lines + "\n");
        return Configuration.load(folder);
    }

    private HubSettings settings(String lines) {
        return ((Configuration.Loaded) load(lines)).settings();
    }

    @Test
    void whatIsStatedHolds() {
        HubSettings settings = settings(
                """
                watch:
                  every: PT5S
                  thresholds: {DEPTH: 7, OLDEST: 60, HEALTH: off}
                  targets:
                    - {kind: DEPTH, target: hub.quarantine, at: 100}
                    - {kind: SILENCE, target: KEN.DIS, at: off}
                  certificates: [deploy/tls/hub.pem]
                  mail: {%s, user: hub, passwordFile: deploy/secrets/mail, port: 465, security: tls}
                  webhooks: [{%s}, {name: own, url: "http://10.0.0.7:8080/x", secretFile: s, ownNetwork: true}]
                onCall: [{agency: KEN.DIS, name: duty desk, phone: "+254 20 000 0000"}, {agency: UGA.URA, phone: "+256 41 7000000"}]
                """
                        .formatted(MAIL, WEBHOOK));
        WatchSettings watch = settings.watch();

        assertThat(watch.every()).isEqualTo(Duration.ofSeconds(5));
        Thresholds thresholds = Thresholds.of(watch.thresholds());
        assertThat(thresholds.of(AlertKind.DEPTH, "any")).hasValue(7);
        assertThat(thresholds.of(AlertKind.DEPTH, "hub.quarantine")).hasValue(100);
        assertThat(thresholds.of(AlertKind.OLDEST, "any")).hasValue(60);
        assertThat(thresholds.of(AlertKind.HEALTH, "ledger")).isEqualTo(OptionalLong.empty());
        assertThat(thresholds.of(AlertKind.SILENCE, "KEN.DIS")).isEmpty();
        assertThat(thresholds.of(AlertKind.SILENCE, "UGA.URA")).hasValue(AlertKind.SILENCE.usual());
        assertThat(watch.certificates()).containsExactly("deploy/tls/hub.pem");
        assertThat(watch.mail())
                .contains(new WatchSettings.Mail(
                        "mail.example",
                        465,
                        WatchSettings.Security.TLS,
                        "hub@example.org",
                        List.of("duty@example.org"),
                        Optional.of("hub"),
                        Optional.of("deploy/secrets/mail")));
        assertThat(watch.webhooks())
                .containsExactly(
                        new WatchSettings.Webhook(
                                "duty", URI.create("https://duty.example/hook"), "deploy/secrets/duty", false),
                        new WatchSettings.Webhook("own", URI.create("http://10.0.0.7:8080/x"), "s", true));
        assertThat(settings.onCall())
                .containsExactly(
                        new OnCall(AgencyId.of("KEN.DIS"), Optional.of("duty desk"), "+254 20 000 0000"),
                        new OnCall(AgencyId.of("UGA.URA"), Optional.empty(), "+256 41 7000000"));
    }

    @Test
    void whereNothingIsStatedItIsLookedAtAndToldToNobody() {
        WatchSettings watch = settings("").watch();

        assertThat(watch).isEqualTo(WatchSettings.DEFAULT);
        assertThat(settings("watch: {mail: {" + MAIL + "}}").watch().mail().orElseThrow())
                .extracting(WatchSettings.Mail::port, WatchSettings.Mail::security)
                .containsExactly(587, WatchSettings.Security.STARTTLS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "watch: {evry: PT5S} | watch.evry | every",
                "watch: {every: PT61M} | watch.every | at most PT1H",
                "watch: {every: 5} | watch.every | PT15M",
                "watch: {thresholds: {DEEP: 5}} | watch.thresholds.DEEP | DEPTH",
                "watch: {thresholds: {DEPTH: 0}} | watch.thresholds.DEPTH | from 1 to 1000000000",
                "watch: {thresholds: {DISK: 101}} | watch.thresholds.DISK | from 1 to 100",
                "watch: {thresholds: {HEALTH: 2}} | watch.thresholds.HEALTH | from 1 to 1",
                "watch: {thresholds: {DEPTH: never}} | watch.thresholds.DEPTH | whole number",
                "watch: {targets: [{kind: DEEP, target: a, at: 1}]} | watch.targets[0].kind | DEPTH",
                "watch: {targets: [{kind: DEPTH, at: 1}]} | watch.targets[0].target | target",
                "watch: {targets: [{kind: REFUSALS, target: KEN.DIS, at: 200}]} | watch.targets[0].at | from 1 to 100",
                "watch: {targets: [{kind: DEPTH, target: a, at: 1}, {kind: DEPTH, target: a, at: 2}]} | watch.targets[1] | one threshold",
                "watch: {certificates: [../key.pem]} | watch.certificates[0] | below the folder",
                "watch: {certificates: [/etc/key.pem]} | watch.certificates[0] | below the folder",
                "watch: {mail: {host: m, from: hub, to: [a@b]}} | watch.mail.from | duty@hub.example",
                "watch: {mail: {host: m, from: a@b, to: ['a@b, c@d']}} | watch.mail.to[0] | duty@hub.example",
                "watch: {mail: {host: m, from: \"a@b\\r\\nBcc: c@d\", to: [a@b]}} | watch.mail.from | duty@hub.example",
                "watch: {mail: {host: m, from: a@b, to: [\"a@b\\n\"]}} | watch.mail.to[0] | duty@hub.example",
                "watch: {mail: {host: m, from: a@b, to: []}} | watch.mail.to | at least one",
                "watch: {mail: {host: 'a b', from: a@b, to: [a@b]}} | watch.mail.host | mail server",
                "watch: {mail: {host: m, from: a@b, to: [a@b], user: u}} | watch.mail | both",
                "watch: {mail: {host: m, from: a@b, to: [a@b], user: u, passwordFile: p, security: none}} | watch.mail.security | starttls",
                "watch: {mail: {host: m, from: a@b, to: [a@b], security: ssl}} | watch.mail.security | tls",
                "watch: {mail: {host: m, from: a@b, to: [a@b], port: 0}} | watch.mail.port | from 1 to 65535",
                "watch: {webhooks: [{name: Duty, url: 'https://a.example', secretFile: s}]} | watch.webhooks[0].name | small letters",
                "watch: {webhooks: [{name: a, url: 'http://a.example', secretFile: s}]} | watch.webhooks[0].url | https://",
                "watch: {webhooks: [{name: a, url: 'https://u:p@a.example', secretFile: s}]} | watch.webhooks[0].url | https://",
                "watch: {webhooks: [{name: a, url: 'https://a.example/#x', secretFile: s}]} | watch.webhooks[0].url | https://",
                "watch: {webhooks: [{name: a, url: 'file:///etc/passwd', secretFile: s, ownNetwork: true}]} | watch.webhooks[0].url | https://",
                "watch: {webhooks: [{name: a, url: 'https://a.example', secretFile: ../s}]} | watch.webhooks[0].secretFile | below the folder",
                "watch: {webhooks: [{name: a, url: 'https://a.example'}]} | watch.webhooks[0].secretFile | secretFile",
                "watch: {webhooks: [{name: a, url: 'https://a.example', secretFile: s, ownNetwork: no}]} | watch.webhooks[0].ownNetwork | true or false",
                "watch: {webhooks: [{name: a, url: 'https://a.example', secretFile: s}, {name: a, url: 'https://b.example', secretFile: s}]}"
                        + " | watch.webhooks[1].name | another name",
                "onCall: [{agency: KEN.A-B, phone: '+254 20 000 0000'}] | onCall[0].agency | KEN.DIS",
                "onCall: [{agency: ken, phone: '+254 20 000 0000'}] | onCall[0].agency | KEN.DIS",
                "onCall: [{agency: KEN.DIS, phone: '020 000'}] | onCall[0].phone | with its country",
                "onCall: [{agency: KEN.DIS}] | onCall[0].phone | phone",
                "onCall: [{agency: KEN.DIS, name: \"a\\nb\", phone: '+254 20 000 0000'}] | onCall[0].name | name of a desk",
            })
    void eachFaultIsNamed(String lines, String path, String remedy) {
        var refused = (Configuration.Refused) load(lines);

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(folder.resolve(GoodTree.HUB).toString());
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message() + " " + problem.remedy()).contains(remedy);
        });
    }
}
