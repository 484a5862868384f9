package org.kivuko.acceptance.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process of agencies: senders, or those who fetch. It knows the doors of a hub, the folder of its journals and what it is
 * told on standard input, a line for each agency that begins; it ends when that input ends. Exit codes: 0 every agency came
 * to its end in order, 1 one did not.
 */
final class Agencies {
    /** What an agency can be told to begin with. */
    enum Work {
        POST,
        SEND,
        SEND_ONE_BY_ONE,
        FETCH_AT_HTTP,
        FETCH_AT_BROKER,
        RECEIPTS_AT_HTTP,
        RECEIPTS_AT_BROKER
    }

    private static final long END_MILLIS = 60_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(4, work -> {
        var thread = new Thread(work, "http");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, Journal> journals = new HashMap<>();
    private final List<Party> parties = new ArrayList<>();
    private final Path folder;
    private final String role;
    private final Doors doors;

    private Agencies(Path folder, String role, Doors doors) {
        this.folder = folder;
        this.role = role;
        this.doors = doors;
    }

    /** @param arguments the folder of journals and plans, the role, both doors, the folder of keys */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var doors = new Doors(URI.create(arguments[2]), URI.create(arguments[3]), Path.of(arguments[4]));
        var agencies = new Agencies(Path.of(arguments[0]), arguments[1], doors);
        try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String told = input.readLine(); told != null; told = input.readLine()) {
                String[] words = told.split(" ", 2);
                agencies.begin(Work.valueOf(words[0]), words[1]);
            }
        }
        agencies.end();
        // Threads of the clients may linger; the work is done.
        System.exit(0);
    }

    private void begin(Work work, String agency) throws IOException {
        Journal journal = journal(agency);
        Party party =
                switch (work) {
                    case POST -> new HttpSender(agency, calls(agency), journal, Plan.read(folder, agency));
                    case SEND -> new AmqpSender(agency, access(), journal, Plan.read(folder, agency), AmqpSender.A_FEW);
                    case SEND_ONE_BY_ONE ->
                        new AmqpSender(agency, access(), journal, Plan.read(folder, agency), AmqpSender.ONE);
                    case FETCH_AT_HTTP -> HttpTaker.inbox(agency, calls(agency), journal);
                    case FETCH_AT_BROKER -> AmqpTaker.inbox(agency, access(), journal);
                    case RECEIPTS_AT_HTTP -> HttpTaker.receipts(agency, calls(agency), journal);
                    case RECEIPTS_AT_BROKER -> AmqpTaker.receipts(agency, access(), journal);
                };
        parties.add(party);
        party.start();
    }

    private AgencyCalls calls(String agency) throws IOException {
        return new AgencyCalls(client, doors.http(), doors.key(agency));
    }

    private AmqpAccess access() {
        return new AmqpAccess(doors);
    }

    private Journal journal(String agency) throws IOException {
        Journal journal = journals.get(agency);
        if (journal == null) {
            journal = new Journal(folder, agency, role);
            journals.put(agency, journal);
        }
        return journal;
    }

    private void end() throws IOException, InterruptedException {
        parties.forEach(Party::stop);
        for (Party party : parties) {
            party.join(END_MILLIS);
        }
        for (Journal journal : journals.values()) {
            journal.close();
        }
    }
}
