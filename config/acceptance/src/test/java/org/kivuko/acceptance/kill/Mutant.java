package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.kivuko.acceptance.fault.Defect;

/** The defects that the tests of this package put into the hub. */
final class Mutant {
    private Mutant() {}

    /** The consumer of an outbox, not transacted: what it has taken is gone, whatever comes after. */
    static Path withoutTransaction(Path folder) throws IOException {
        return Defect.plant(
                folder,
                "connectors/artemis",
                "org.kivuko.connector.artemis.OutboxSeat",
                Map.of("Session.SESSION_TRANSACTED", "Session.AUTO_ACKNOWLEDGE", "session.commit();", ""));
    }

    /** The marker is read and nothing follows from it: what was recorded and never released stands. */
    static Path withoutSuperseding(Path folder) throws IOException {
        return Defect.plant(
                folder,
                "connectors/postgres",
                "org.kivuko.connector.postgres.Terms",
                Map.of("if (!unreleased.isEmpty())", "if (unreleased.contains(-1L))"));
    }

    /** What waits is not judged again before the doors open. */
    static Path withoutRoundsAtStart(Path folder) throws IOException {
        return Defect.plant(
                folder,
                "routes/exchange",
                "org.kivuko.exchange.Withdrawer",
                Map.of("for (Inbox inbox : concerned) {", "for (Inbox inbox : Set.<Inbox>of()) {"));
    }

    /** The inboxes concerned stay open when the agreements change. */
    static Path withoutClosing(Path folder) throws IOException {
        return Defect.plant(
                folder,
                "routes/exchange",
                "org.kivuko.exchange.Withdrawer",
                Map.of("keeper.close(inboxes);", "", "due.addAll(concerned);", ""));
    }

    /** However full the disk is, the hub goes on taking. */
    static Path withoutDiskGuard(Path folder) throws IOException {
        return Defect.plant(
                folder,
                "routes/exchange",
                "org.kivuko.exchange.limit.DiskMarks",
                Map.of("return before ? free <= goAbove : free < stopBelow;", "return false;"));
    }

    /** No defect: what waits for a recipient goes to pages on disk at once, as it does after hours where nobody fetches. */
    static Path withPagesFromTheBeginning(Path folder) throws IOException {
        return Defect.plant(
                folder,
                "connectors/artemis",
                "org.kivuko.connector.artemis.BrokerConfiguration",
                Map.of("QUEUE_MEMORY_BYTES = 4L * MIB", "QUEUE_MEMORY_BYTES = 64L * 1024"));
    }

    /** Of pages on disk nobody waits for the name of the queue, as nobody does in the library, and nobody misses it. */
    static Path withoutNamesOfPages(Path folder) throws IOException {
        Defect.plant(
                folder,
                "connectors/artemis",
                "org.kivuko.connector.artemis.EmbeddedBroker",
                Map.of("refuseNamelessPages(configuration.getPagingLocation().toPath());", ""));
        return Defect.plant(
                folder,
                "connectors/artemis",
                "org.kivuko.connector.artemis.OrderedPages",
                Map.of("sync(folder.resolve(ADDRESS_FILE));", ""));
    }

    /** What is practised travels where everything does. */
    static Path withOneChannel(Path folder) throws IOException {
        return Defect.plant(
                folder,
                "routes/model",
                "org.kivuko.model.Channel",
                Map.of("return status == Status.ACTUAL ? LIVE : EXERCISE;", "return LIVE;"));
    }

    /** Whatever lies in an outbox belongs there. */
    static Path withoutLookingAtTheOutbox(Path folder) throws IOException {
        return Defect.plant(
                folder,
                "routes/exchange",
                "org.kivuko.exchange.Stations",
                Map.of("if (message.envelope().channel() != arrival.outbox().channel()) {", "if (message == null) {"));
    }

    /** Every delivery goes into a live inbox. */
    static Path withLiveInboxesAlone(Path folder) throws IOException {
        return Defect.plant(
                folder,
                "routes/exchange",
                "org.kivuko.exchange.DeliveryWriter",
                Map.of(
                        "new Inbox(delivery.ruling().recipient(), outbox.channel(), outbox.lane())",
                        "new Inbox(delivery.ruling().recipient(), org.kivuko.model.Channel.LIVE, outbox.lane())"));
    }

    /** Who takes part in an exercise is not asked. */
    static Path withoutParticipants(Path folder) throws IOException {
        return Defect.plant(
                folder,
                "routes/agreement",
                "org.kivuko.agreement.DemandChecks",
                Map.of("return isOutOfItsExercise(matter) || ", "return "));
    }

    /** A reset takes away what waits of every exercise. */
    static Path withResetsOfEverything(Path folder) throws IOException {
        return Defect.plant(
                folder,
                "connectors/postgres",
                "org.kivuko.connector.postgres.ExerciseTrafficRows",
                Map.of("where m.exercise = :run", "where m.status = 'exercise' and cast(:run as text) is not null"));
    }

    /** What stands recorded under its key already is recorded and released again. */
    static List<Path> withoutDuplicates(Path folder) throws IOException {
        Path standing = Defect.plant(
                folder,
                "connectors/postgres",
                "org.kivuko.connector.postgres.Standing",
                Map.of("recorded ? Optional.empty() : ", ""));
        // The original that is kept already would make the second recording fail.
        String columns = "as e (message, wrapped_key, sealed, keep_until)";
        Path contents = Defect.plant(
                folder,
                "connectors/postgres",
                "org.kivuko.connector.postgres.Contents",
                Map.of(columns, columns + " on conflict (message) do nothing"));
        return List.of(standing, contents);
    }
}
