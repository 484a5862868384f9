package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.limit.Allowance;
import org.kivuko.hub.Main;
import org.kivuko.hub.client.HubClient;
import org.kivuko.hub.simulate.Outcome;
import org.kivuko.hub.simulate.OutcomeJson;
import org.kivuko.hub.simulate.OutcomeText;
import org.kivuko.hub.simulate.Pace;
import org.kivuko.hub.simulate.Part;
import org.kivuko.hub.simulate.Profile;
import org.kivuko.hub.simulate.Scenario;
import org.kivuko.hub.simulate.Simulation;
import org.kivuko.model.AgencyId;
import org.kivuko.testkit.TestAuthority;

/**
 * Every profile at a hub: a sound one keeps every promise, and each neighbour sees the defect of a hub that has one. A lease is over
 * once the hub's clock is put ahead.
 */
@Tag("slow")
class SimulatedNeighboursTest {
    private static final Duration LEASE_IS_OVER = Duration.ofSeconds(65);
    private static final Duration TIME_TO_FETCH = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final AgencyId GOOD = AgencyId.of("KEN.DIS");
    private static final AgencyId LATE = AgencyId.of("UGA.DCIC");
    private static final AgencyId SILENT = AgencyId.of("UGA.URA");
    private static final AgencyId DUPLICATING = AgencyId.of("ETH.ICS");
    private static final AgencyId REORDERING = AgencyId.of("SSD.DNPI");
    private static final AgencyId WRONG_CLOCK = AgencyId.of("SOM.ICA");
    private static final AgencyId BAD_SIGNATURE = AgencyId.of("KEN.KRA");
    private static final AgencyId FLOODING = AgencyId.of("DJI.PN");
    private static final AgencyId RESTARTING = AgencyId.of("SDN.PIP");

    private static final Set<String> WAIT_FOR_LEASES = Set.of(LATE.toString(), RESTARTING.toString());

    private static final Map<AgencyId, Profile> WHO = Map.of(
            GOOD, Profile.GOOD,
            LATE, Profile.LATE,
            SILENT, Profile.SILENT,
            DUPLICATING, Profile.DUPLICATING,
            REORDERING, Profile.REORDERING,
            WRONG_CLOCK, Profile.WRONG_CLOCK,
            BAD_SIGNATURE, Profile.BAD_SIGNATURE,
            FLOODING, Profile.FLOODING,
            RESTARTING, Profile.RESTARTING);

    /** Who floods hurries by itself, and who restarts has to find something in its inbox. */
    private static final Set<Profile> SLOWLY = Set.of(Profile.FLOODING, Profile.RESTARTING);

    /** One window is not enough for an Update before an alert, and a quota has to be used up. */
    private static final Map<Profile, Integer> COUNTS =
            Map.of(Profile.REORDERING, 12, Profile.FLOODING, 22, Profile.RESTARTING, 12);

    @TempDir
    private static Path folder;

    private static RunningClock clock;
    private static TestHub hub;

    @BeforeAll
    static void start() {
        clock = new RunningClock(Instant.now());
        String pem = TestAuthority.pem(TestAuthority.in(folder).certificate()).replace("\n", "\\n");
        hub = TestHub.start(
                clock,
                Map.of(
                        "states/KEN.yaml",
                        text -> text.replaceFirst(
                                "(agency: KEN\\.KRA,[^}]*)}",
                                "$1, capCertificates: [\"" + pem.replace("\\", "\\\\") + "\"]}"),
                        "states/DJI.yaml",
                        text -> text.replaceFirst("(agency: DJI\\.PN,[^}]*)}", "$1, quotas: {messages: 15/PT15S}}")));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aSoundHubKeepsEveryPromiseToEveryNeighbour() throws Exception {
        // When
        Outcome outcome = run(Map.of(), 7);

        // Then
        String said = OutcomeText.of(outcome);
        System.out.println(said);
        assertThat(outcome.fine()).as(said).isTrue();
        assertThat(said)
                .contains("The hub did what it should.")
                .doesNotContain("BROKEN", "not seen", "EXAMPLE", "SPECIMEN", "MFANO");
    }

    @Test
    void everyNeighbourSeesTheDefectThatItIsThereToSee() throws Exception {
        // Given
        Map<AgencyId, Meddler.Defect> defects = Map.of(
                GOOD, HubDefects.keepsEveryThirdDelivery(),
                LATE, HubDefects.renamesWhatComesAgain(),
                SILENT, HubDefects.losesWhatItAccepts(),
                DUPLICATING, HubDefects.forgetsDuplicates(),
                REORDERING, HubDefects.believesReferences(),
                WRONG_CLOCK, HubDefects.mendsTimes(clock),
                BAD_SIGNATURE, HubDefects.overlooksSignatures(),
                FLOODING, HubDefects.namesNoTime(),
                RESTARTING, HubDefects.takesHandingOutForTakingOver());

        // When
        Outcome outcome = run(defects, 7);

        // Then
        System.out.println(OutcomeText.of(outcome));
        Map<AgencyId, Set<String>> broken = broken(outcome);
        assertThat(outcome.fine()).isFalse();
        assertThat(broken.get(GOOD)).contains("LEAVES_NO_GAP");
        assertThat(broken.get(LATE)).contains("DELIVERS_ONCE");
        assertThat(broken.get(SILENT)).contains("JUDGES");
        assertThat(broken.get(DUPLICATING)).contains("KNOWS_AGAIN", "REFUSES_OTHER_CONTENT");
        assertThat(broken.get(REORDERING)).contains("REFUSES_UNKNOWN_REFERENCE");
        assertThat(broken.get(WRONG_CLOCK)).contains("REFUSES_FUTURE");
        assertThat(broken.get(BAD_SIGNATURE)).contains("REFUSES_BROKEN_SIGNATURE", "REFUSES_WRONG_KEY");
        assertThat(broken.get(FLOODING)).contains("NAMES_THE_TIME");
        assertThat(broken.get(RESTARTING)).contains("COMES_AGAIN");
    }

    @Test
    void theCommandSaysWhatCameOfItAndNothingOfAnybody() throws IOException {
        // Given
        Path scenario = Files.writeString(
                folder.resolve("scenario.yaml"),
                """
                seed: 3
                for: PT20S
                agencies:
                  - {agency: UGA.MOH, profile: good, rate: 4/PT1S, count: 6}
                  - {agency: KEN.PHS, profile: silent, rate: 4/PT1S, count: 6}
                """);
        var out = new StringWriter();
        var err = new StringWriter();

        // When
        int exit = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "simulate",
                        "--scenario",
                        scenario.toString(),
                        "--url",
                        hub.hub().url().toString(),
                        "--data",
                        hub.data().toString());

        // Then
        assertThat(exit).as(out + "\n" + err).isZero();
        assertThat(out.toString())
                .contains("UGA.MOH", "KEN.PHS", "a valid message is accepted", "The hub did what it should.")
                .doesNotContain("EXAMPLE", "SPECIMEN", hub.key("KEN.PHS"));
        assertThat(err.toString()).contains("UGA.MOH posts what crosses from it here: ");
    }

    private static Outcome run(Map<AgencyId, Meddler.Defect> defects, long seed) throws Exception {
        var meddlers = new ArrayList<Meddler>();
        try {
            Map<AgencyId, URI> urls = new HashMap<>();
            for (var defect : defects.entrySet()) {
                meddlers.add(Meddler.before(hub.hub().url(), defect.getValue()));
                urls.put(defect.getKey(), meddlers.get(meddlers.size() - 1).url());
            }
            URI strangers = hub.hub().url();
            if (!defects.isEmpty()) {
                meddlers.add(Meddler.before(strangers, HubDefects.believesEveryKey(hub.key(BAD_SIGNATURE))));
                strangers = meddlers.get(meddlers.size() - 1).url();
            }
            return run(urls, new HubClient(strangers, "nobody's"), seed);
        } finally {
            meddlers.forEach(Meddler::close);
        }
    }

    private static Outcome run(Map<AgencyId, URI> urls, HubClient stranger, long seed) throws Exception {
        var simulation = new Simulation(
                scenario(seed),
                Long.toString(System.nanoTime()),
                agency -> new HubClient(urls.getOrDefault(agency, hub.hub().url()), hub.key(agency)),
                stranger,
                pace());
        simulation.prepare(Map.of(
                FLOODING,
                List.of(Samples.example("doc-stolen.json", clock.instant()).put("to", "ETH"))));
        assertThat(simulation.mute()).isEmpty();
        var running = CompletableFuture.supplyAsync(() -> {
            try {
                return simulation.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        long end = System.nanoTime() + PATIENCE.toNanos();
        long nextLeaseIsOver = System.nanoTime();
        while (!running.isDone() && System.nanoTime() < end) {
            if (System.nanoTime() > nextLeaseIsOver && WAIT_FOR_LEASES.containsAll(atIt(simulation.outcome()))) {
                clock.set(clock.instant().plus(LEASE_IS_OVER));
                nextLeaseIsOver = System.nanoTime() + TIME_TO_FETCH.toNanos();
            }
            Thread.sleep(200);
        }
        return running.getNow(null);
    }

    private static Scenario scenario(long seed) {
        var parts = new ArrayList<Part>();
        WHO.forEach((agency, profile) -> parts.add(new Part(
                agency,
                profile,
                new Allowance(SLOWLY.contains(profile) ? 1 : 6, Duration.ofSeconds(1)),
                Duration.ZERO,
                Duration.ofMinutes(5),
                OptionalInt.of(COUNTS.getOrDefault(profile, 8)),
                List.of())));
        return new Scenario(seed, parts);
    }

    private static Pace pace() {
        return new Pace() {
            @Override
            public Instant instant() {
                return clock.instant();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                Thread.sleep(Math.max(0, duration.toMillis()));
            }
        };
    }

    private static List<String> atIt(Outcome outcome) {
        var names = new ArrayList<String>();
        for (JsonNode each : OutcomeJson.of(outcome).get("neighbours")) {
            if (!each.get("done").asBoolean()) {
                names.add(each.get("agency").asText());
            }
        }
        return names;
    }

    private static Map<AgencyId, Set<String>> broken(Outcome outcome) {
        var broken = new HashMap<AgencyId, Set<String>>();
        ObjectNode document = OutcomeJson.of(outcome);
        for (JsonNode each : document.get("neighbours")) {
            var promises = new HashSet<String>();
            for (JsonNode promise : each.get("promises")) {
                if (promise.get("broken").asLong() > 0) {
                    promises.add(promise.get("promise").asText());
                }
            }
            broken.put(AgencyId.of(each.get("agency").asText()), promises);
        }
        return broken;
    }
}
