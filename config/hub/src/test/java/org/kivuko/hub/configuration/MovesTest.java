package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.model.AgencyId;

/** Agencies that are renamed or leave, as their state's file says it. */
class MovesTest {
    private static final AgencyId FORMER = AgencyId.of("KEN.KRA");
    private static final AgencyId RENAMED = AgencyId.of("KEN.CUSTOMS");

    @TempDir
    private Path folder;

    private GoodTree tree;

    @BeforeEach
    void aGoodTree() {
        tree = GoodTree.in(folder);
    }

    private Configuration.Loaded loaded() {
        return (Configuration.Loaded) Configuration.load(folder);
    }

    /** Agreements and crossings name the former code, and mean who succeeds it; what was signed is the same text. */
    @Test
    void theFormerCodeMeansWhoSucceedsIt() {
        String digest = loaded().texts().get("KEN-UGA.osbp").text().digest();
        tree.replace(GoodTree.KENYA, "agency: KEN.KRA,", "agency: KEN.CUSTOMS, succeeds: KEN.KRA,");

        var renamed = loaded();

        assertThat(renamed.texts().get("KEN-UGA.osbp").text().digest()).isEqualTo(digest);
        assertThat(renamed.agreements().get(0).rules().toString())
                .contains("KEN.CUSTOMS")
                .doesNotContain("KEN.KRA");
        assertThat(renamed.directory().crossings().toString()).doesNotContain("KEN.KRA");
        assertThat(renamed.directory().agency(FORMER)).isEmpty();
        assertThat(renamed.directory().successor(FORMER))
                .hasValueSatisfying(agency -> assertThat(agency.id()).isEqualTo(RENAMED));
        assertThat(renamed.directory().formerCodes(RENAMED)).containsExactly(FORMER);
        assertThat(renamed.notices())
                .anySatisfy(notice -> assertThat(notice.message()).contains("KEN.KRA is KEN.CUSTOMS now"));
    }

    /** Examples were written with the former code, too, as sender or recipient. */
    @Test
    void examplesOfWhoIsRenamedGoOnHolding() {
        tree.withExamples();
        int examples = loaded().examples();
        tree.replace(GoodTree.KENYA, "agency: KEN.DIS,", "agency: KEN.ICS, succeeds: KEN.DIS,");
        tree.replace(GoodTree.UGANDA, "agency: UGA.DCIC,", "agency: UGA.ICS, succeeds: UGA.DCIC,");

        assertThat(loaded().examples()).isEqualTo(examples).isPositive();
    }

    @Test
    void whoIsRenamedStandsNoLongerInTheList() {
        tree.replace(GoodTree.KENYA, "agency: KEN.DIS,", "agency: KEN.DIS, succeeds: KEN.KRA,");

        assertThat(((Configuration.Refused) Configuration.load(folder)).problems())
                .anySatisfy(problem -> {
                    assertThat(problem.message()).contains("KEN.KRA still stands in the list");
                    assertThat(problem.path()).isEqualTo("agencies[1].succeeds");
                });
    }

    /** What was signed may name both side by side; it is not made wrong by that. */
    @Test
    void whoTakesOverAnotherThatStoodBesideItStandsOnce() {
        tree.replace(
                GoodTree.KENYA,
                "  - {agency: KEN.KRA, name: Kenya Revenue Authority, roles: [customs], inbox: broker}",
                "");
        tree.replace(GoodTree.KENYA, "agency: KEN.DIS,", "agency: KEN.DIS, succeeds: KEN.KRA,");

        assertThat(loaded().directory().side("KEN-BUSIA"))
                .hasValueSatisfying(side -> assertThat(side.agencies()).containsExactly(AgencyId.of("KEN.DIS")));
    }

    @Test
    void nobodySucceedsAnAgencyOfAnotherState() {
        tree.replace(GoodTree.KENYA, "agency: KEN.DIS,", "agency: KEN.DIS, succeeds: UGA.OLD,");

        assertThat(((Configuration.Refused) Configuration.load(folder)).problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("is no code of an agency of KEN"));
    }

    /** To the instant: from the first moment of its day on it is nowhere any more. */
    @Test
    void whoLeavesIsNowhereFromItsDayOn() {
        tree.replace(GoodTree.KENYA, "agency: KEN.KRA,", "agency: KEN.KRA, leaves: 2026-12-01,");
        var day = Instant.parse("2026-12-01T00:00:00Z");
        var loaded = loaded();

        assertThat(loaded.asOf(day.minusNanos(1))).isSameAs(loaded);
        assertThat(loaded.nextLeaving(day.minusNanos(1))).contains(day);
        var after = loaded.asOf(day);
        assertThat(after.directory().agency(FORMER)).isEmpty();
        assertThat(after.directory().crossings().toString()).doesNotContain("KEN.KRA");
        assertThat(after.nextLeaving(day)).isEmpty();
        assertThat(after.asOf(day)).isSameAs(after);
        assertThat(KeptText.read(loaded.texts().get("KEN-UGA.osbp").text(), after.directory()))
                .as("what names it goes on")
                .hasValueSatisfying(kept -> assertThat(kept.rules())
                        .isEqualTo(loaded.agreements().get(0).rules()));
        assertThat(loaded.notices())
                .anySatisfy(notice -> assertThat(notice.message()).contains("KEN.KRA leaves"));
    }
}
