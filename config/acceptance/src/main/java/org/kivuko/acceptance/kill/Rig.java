package org.kivuko.acceptance.kill;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A hub as a process, the agencies around it as threads here, and the folder of their journals. */
final class Rig implements AutoCloseable {
    private static final long END_MILLIS = 60_000;
    private static final Duration LIMIT = Duration.ofMinutes(15);
    /** Longer than a lease: what the answer to a killed call kept has come again by then. */
    private static final Duration QUIET = Duration.ofSeconds(75);
    /** For what ought not to come any more. */
    private static final Duration AFTER_THE_LAST = Duration.ofSeconds(2);

    private static final Pattern BOOK =
            Pattern.compile("^kivuko_ledger\\{what=\"([a-z_]+)\"} ([0-9.E]+)", Pattern.MULTILINE);

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
        copies.forEach(this::expect);
        begin(senders, new HttpSender(agency, calls(agency), journal(agency), tally, copies));
        begin(takers, HttpTaker.receipts(agency, calls(agency), journal(agency), tally));
        return this;
    }

    /** The same over AMQP. */
    Rig sendOverAmqp(String agency, List<Planned> copies) throws IOException {
        var access = new AmqpAccess(hub);
        copies.forEach(this::expect);
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

    /** Notes what a test has sent itself over AMQP, and begins to read the receipts. */
    Rig sentElsewhere(String agency, Planned copy) throws IOException {
        expect(copy);
        journal(agency).write(new Line.Sent(copy.id(), copy.kind(), copy.lane(), copy.to(), 0, "-"));
        begin(takers, AmqpTaker.receipts(agency, new AmqpAccess(hub), journal(agency), tally));
        return this;
    }

    private void expect(Planned copy) {
        if (copy.kind() == Planned.Kind.ORIGINAL) {
            tally.expectedReceipts.incrementAndGet();
            tally.expectedDeliveries.addAndGet((int) copy.to().stream()
                    .filter(recipient -> !recipient.equals(StormStates.NOT_NAMED))
                    .count());
        }
    }

    boolean sending() {
        return senders.stream().anyMatch(Party::working);
    }

    /** Waits until all is sent. */
    void awaitSent() throws IOException {
        await("end of sending").forever().until(() -> !sending() || tally.quietFor(LIMIT));
        if (sending()) {
            throw new IllegalStateException("nothing moved for " + LIMIT + ", see " + hub.tail());
        }
    }

    /** Waits until all is sent and nothing more comes, ends all agencies and closes the books. */
    Verdict finish() throws IOException, InterruptedException {
        return finish(QUIET);
    }

    /**
     * The same.
     *
     * @param quiet after which nothing more is expected to come
     */
    Verdict finish(Duration quiet) throws IOException, InterruptedException {
        awaitSent();
        await("end of fetching").forever().until(() -> tally.complete() || tally.quietFor(quiet));
        await("what is too much").pollDelay(AFTER_THE_LAST).until(() -> true);
        takers.forEach(Party::stop);
        for (Party party : senders) {
            party.join(END_MILLIS);
        }
        for (Party party : takers) {
            party.join(END_MILLIS);
        }
        return Checker.check(Journal.readAll(journalFolder));
    }

    /** What a sender has written down of its calls. */
    List<Line.Sent> sent(String agency) throws IOException {
        return Journal.readAll(journalFolder).get(agency).stream()
                .filter(Line.Sent.class::isInstance)
                .map(Line.Sent.class::cast)
                .toList();
    }

    /** The hub's own books, as its metrics show them. */
    Map<String, Long> books() throws IOException {
        var books = new TreeMap<String, Long>();
        Matcher line = BOOK.matcher(operator().text("/observe/metrics"));
        while (line.find()) {
            books.put(line.group(1), (long) Double.parseDouble(line.group(2)));
        }
        return books;
    }

    /** How often the hub says that something happened. */
    long book(String word) throws IOException {
        return books().getOrDefault(word, -1L);
    }

    /** How many messages a queue of the broker holds. */
    long waiting(String queue) throws IOException {
        for (JsonNode row : operator().get("/v1/ops/queues").orElseThrow().path("queues")) {
            if (row.path("queue").asText().equals(queue)) {
                return row.path("messages").asLong();
            }
        }
        throw new IllegalStateException("no queue " + queue);
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
