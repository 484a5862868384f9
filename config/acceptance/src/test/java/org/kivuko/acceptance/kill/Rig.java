package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A hub as a process, the agencies around it as threads here, and the folder of their journals. */
final class Rig implements AutoCloseable {
    private static final long END_MILLIS = 60_000;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Path journalFolder;
    private final Map<String, Journal> journals = new HashMap<>();
    private final List<Party> senders = new ArrayList<>();
    private final List<Party> takers = new ArrayList<>();
    private final HubProcess hub;
    private final Tally tally = new Tally();

    Rig(Path folder, List<Path> mutants) throws IOException {
        this.hub = new HubProcess(folder, StormStates.write(folder.resolve("config")), mutants);
        this.journalFolder = Files.createDirectories(folder.resolve("journals"));
    }

    Rig(Path folder) throws IOException {
        this(folder, List.of());
    }

    HubProcess hub() {
        return hub;
    }

    Tally tally() {
        return tally;
    }

    /** The calls of an agency, once the hub has issued its key. */
    AgencyCalls calls(String agency) throws IOException {
        return new AgencyCalls(client, hub.http(), hub.key(agency));
    }

    /** The calls of the operator. */
    AgencyCalls operator() throws IOException {
        return calls("operator");
    }

    private Journal journal(String agency) throws IOException {
        Journal journal = journals.get(agency);
        if (journal == null) {
            journal = new Journal(journalFolder, agency);
            journals.put(agency, journal);
        }
        return journal;
    }

    /** An agency begins to post these, one after the other, and to read its receipts. */
    Rig sendOverHttp(String agency, List<Planned> copies) throws IOException {
        begin(senders, new HttpSender(agency, calls(agency), journal(agency), tally, copies));
        begin(takers, HttpTaker.receipts(agency, calls(agency), journal(agency), tally));
        return this;
    }

    /** The same over AMQP. */
    Rig sendOverAmqp(String agency, List<Planned> copies) throws IOException {
        var access = new AmqpAccess(hub);
        begin(senders, new AmqpSender(agency, access, journal(agency), tally, copies));
        begin(takers, AmqpTaker.receipts(agency, access, journal(agency), tally));
        return this;
    }

    /** Every recipient begins to fetch. */
    Rig takeEverything() throws IOException {
        for (String agency : StormStates.OVER_HTTP) {
            begin(takers, HttpTaker.inbox(agency, calls(agency), journal(agency), tally));
        }
        String atBroker = StormStates.OVER_AMQP;
        begin(takers, AmqpTaker.inbox(atBroker, new AmqpAccess(hub), journal(atBroker), tally));
        String notNamed = StormStates.NOT_NAMED;
        begin(takers, HttpTaker.inbox(notNamed, calls(notNamed), journal(notNamed), tally));
        return this;
    }

    private static void begin(List<Party> parties, Party party) {
        parties.add(party);
        party.start();
    }

    boolean sending() {
        return senders.stream().anyMatch(Party::working);
    }

    /** Ends all agencies and closes the books. */
    Verdict verdict() throws IOException, InterruptedException {
        takers.forEach(Party::stop);
        for (Party party : senders) {
            party.join(END_MILLIS);
        }
        for (Party party : takers) {
            party.join(END_MILLIS);
        }
        return Checker.check(Journal.readAll(journalFolder));
    }

    @Override
    public void close() throws IOException {
        senders.forEach(Party::stop);
        takers.forEach(Party::stop);
        hub.close();
        for (Journal journal : journals.values()) {
            journal.close();
        }
    }
}
