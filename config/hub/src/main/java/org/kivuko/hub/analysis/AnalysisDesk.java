package org.kivuko.hub.analysis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.kivuko.agreement.Agreements;
import org.kivuko.analysis.Difference;
import org.kivuko.analysis.Guarantee;
import org.kivuko.analysis.Pace;
import org.kivuko.analysis.Prover;
import org.kivuko.connector.http.Analyses;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.Guarantees;
import org.kivuko.hub.configuration.HubSettings.Signatures;
import org.kivuko.hub.configuration.Problem;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a hub's configuration folder while the hub runs. Takes one processor at most, so that messages keep the others.
 * Texts that every party has to sign are compared and proven as if all had. Thread-safe.
 */
public final class AnalysisDesk implements Analyses, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnalysisDesk.class);
    private static final Pace ALONE = new Pace(1, (done, of) -> {});

    private final Path folder;
    private final Supplier<Configuration.Loaded> held;
    private final Clock clock;
    private volatile Progress progress = new Progress("none", Instant.EPOCH, 0, 0, null);
    private volatile Thread prover = new Thread();

    /** How far a proof is; {@code result} once it is done. */
    private record Progress(String state, Instant begun, int done, int of, ObjectNode result) {
        private Progress at(int done, int of) {
            return new Progress(state, begun, done, of, result);
        }

        private Progress ended(String how, ObjectNode found) {
            return new Progress(how, begun, done, of, found);
        }

        private ObjectNode json() {
            var json = JsonNodeFactory.instance.objectNode().put("state", state);
            if (!state.equals("none")) {
                json.put("begun", begun.toString()).put("done", done).put("of", of);
            }
            if (result != null) {
                json.set("result", result);
            }
            return json;
        }
    }

    /** @param held what is in force for every hub of the database, whoever signed it */
    public AnalysisDesk(Path folder, Supplier<Configuration.Loaded> held, Clock clock) {
        this.folder = folder;
        this.held = held;
        this.clock = clock;
    }

    @Override
    public synchronized ObjectNode check() {
        return FolderCheck.of(folder, clock.instant()).json();
    }

    @Override
    public synchronized Reading<ObjectNode> diff() {
        var read = Configuration.load(folder);
        if (read instanceof Configuration.Refused refused) {
            return faults(refused.problems());
        }
        var next = (Configuration.Loaded) read;
        var changes = Difference.between(compiled(held.get()), compiled(next), ALONE);
        return new Reading.Accepted<>(ChangesJson.of(changes), List.of());
    }

    @Override
    public synchronized Reading<ObjectNode> prove() {
        if (prover.isAlive()) {
            return new Reading.Accepted<>(progress.json(), List.of());
        }
        var read = Configuration.load(folder);
        if (read instanceof Configuration.Refused refused) {
            return faults(refused.problems());
        }
        var loaded = (Configuration.Loaded) read;
        var beside = Guarantees.beside(folder, loaded.directory());
        if (beside instanceof Guarantees.Refused refused) {
            return faults(refused.problems());
        }
        var guarantees = new ArrayList<>(Guarantee.lasting());
        guarantees.addAll(((Guarantees.Read) beside).guarantees());
        begin(compiled(loaded), guarantees);
        return new Reading.Accepted<>(progress.json(), List.of());
    }

    @Override
    public ObjectNode proof() {
        return progress.json();
    }

    private void begin(Agreements agreements, List<Guarantee> guarantees) {
        progress = new Progress("running", clock.instant(), 0, 0, null);
        prover = new Thread(() -> prove(agreements, guarantees), "proof");
        prover.setDaemon(true);
        prover.start();
    }

    private void prove(Agreements agreements, List<Guarantee> guarantees) {
        long begin = System.nanoTime();
        try {
            var proof =
                    Prover.prove(agreements, guarantees, new Pace(1, (done, of) -> progress = progress.at(done, of)));
            var took = Duration.ofNanos(System.nanoTime() - begin);
            progress = progress.ended("done", ProofJson.of(proof, List.of(), took));
        } catch (RuntimeException | StackOverflowError e) {
            // Also how it ends when the hub stops: interrupted. Asked again, it begins anew.
            LOG.warn("a proof was not finished: {}", e.getClass().getName());
            progress = progress.ended("failed", null);
        }
    }

    /** Where the parties have to sign, the words of the files about that say nothing: texts are taken as if all had. */
    private static Agreements compiled(Configuration.Loaded configuration) {
        boolean toBeSigned = configuration.settings().signatures() == Signatures.REQUIRED;
        var texts = configuration.agreements().stream()
                .map(text -> toBeSigned ? text.adopted() : text)
                .toList();
        return Agreements.unkeyed(configuration.directory(), texts);
    }

    private static Reading<ObjectNode> faults(List<Problem> problems) {
        return new Reading.Refused<>(problems.stream().map(AnalysisDesk::fault).toList());
    }

    /** A problem of the folder, as a fault of the call that would have it used. */
    public static Fault fault(Problem problem) {
        return new Fault("", Code.SCHEMA_VIOLATION, problem + "; " + problem.remedy());
    }

    /** Waits for nothing: an analysis may take longer than a hub may take to stop. */
    @Override
    public void close() {
        prover.interrupt();
    }
}
