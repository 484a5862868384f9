package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.kivuko.acceptance.fault.Defect;

/** Hubs that confirm before the disk has it, against which power cuts have to be seen to work. */
final class Unsynced {
    private static final String BROKER = "org.kivuko.connector.artemis.";
    private static final String DATABASE = "org.kivuko.connector.postgres.";

    private Unsynced() {}

    /** Neither the broker's journal nor the database is synced, and nobody minds. */
    static List<Path> everything(Path folder) throws IOException {
        Defect.plant(
                folder,
                "connectors/artemis",
                BROKER + "BrokerConfiguration",
                Map.of(
                        "setJournalSyncTransactional(true)", "setJournalSyncTransactional(false)",
                        "setJournalSyncNonTransactional(true)", "setJournalSyncNonTransactional(false)",
                        "setJournalDatasync(true)", "setJournalDatasync(false)"));
        Defect.plant(
                folder,
                "connectors/artemis",
                BROKER + "BrokerCheck",
                Map.of(
                        "found.isJournalSyncTransactional()", "true",
                        "found.isJournalSyncNonTransactional()", "true",
                        "found.isJournalDatasync()", "true"));
        Defect.plant(
                folder,
                "connectors/postgres",
                DATABASE + "ServerSettings",
                Map.of("\"fsync\", \"on\"", "\"fsync\", \"off\""));
        return List.of(Defect.plant(
                folder,
                "connectors/postgres",
                DATABASE + "StartupCheck",
                Map.of(
                        "show(statement, setting));",
                        "setting.equals(\"fsync\") ? \"on\" : show(statement, setting));")));
    }
}
