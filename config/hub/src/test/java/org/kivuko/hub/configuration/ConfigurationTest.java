package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Handling;
import org.kivuko.model.Role;

class ConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void aGoodTreeIsReadIntoRecords() {
        // Given
        GoodTree.in(folder);

        // When
        var loaded = load();

        // Then
        var directory = loaded.directory();
        assertThat(directory.states()).extracting(state -> state.code()).containsExactly("KEN", "UGA");
        assertThat(directory.state("KEN").orElseThrow().centralContact()).contains(AgencyId.of("KEN.BMS"));
        assertThat(directory.hasRole(AgencyId.of("UGA.URA"), Role.CUSTOMS)).isTrue();
        assertThat(directory.agency(AgencyId.of("KEN.KRA")).orElseThrow().inboxAtBroker())
                .isTrue();
        assertThat(directory.crossingsOf("KEN-BUSIA")).containsExactly("KEN-BUSIA/UGA-BUSIA");
        assertThat(directory.crossing("KEN-KONYAO/unknown").orElseThrow().sides())
                .hasSize(1);
        assertThat(loaded.settings().signatures()).isEqualTo(HubSettings.Signatures.NONE);
    }

    @Test
    void theExampleOfTheContractCutToTheEnforcedKeysIsReadWordForWord() {
        // Given
        GoodTree.in(folder);

        // When
        var agreement = load().agreements().get(0);

        // Then
        assertThat(agreement.reference()).isEqualTo("KEN-UGA.osbp@3");
        assertThat(agreement.annexes())
                .isEqualTo(
                        Map.of("alert", Set.of("KEN", "UGA"), "flow", Set.of("KEN", "UGA"), "record", Set.of("KEN")));
        var first = agreement.rules().get(0);
        assertThat(first.alertTypes()).extracting(Rule.AlertTypes::pattern).containsExactly("DOC-*", "VEH-STOLEN");
        assertThat(first.senders())
                .containsExactly(
                        new Rule.Party.WithRole(Role.IMMIGRATION), new Rule.Party.Named(AgencyId.of("KEN.KRA")));
        assertThat(first.fields().transform()).isEqualTo(Map.of("subject.person.dateOfBirth", Rule.Transform.YEAR));
        assertThat(first.handlingMax()).contains(Handling.H1);
        assertThat(first.maxBytes()).hasValue(262_144);
        var last = agreement.rules().get(3);
        assertThat(last.kind()).isEqualTo(Rule.Kind.PROHIBIT);
        assertThat(last.whenProtected()).isTrue();
        assertThat(last.annex()).isEqualTo(Optional.empty());
    }

    private Configuration.Loaded load() {
        var configuration = Configuration.load(folder);
        assertThat(configuration).isInstanceOf(Configuration.Loaded.class);
        return (Configuration.Loaded) configuration;
    }
}
