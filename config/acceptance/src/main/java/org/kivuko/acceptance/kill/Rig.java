package org.kivuko.acceptance.kill;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A hub as a process, two processes of agencies around it (those that send, those that fetch), and the folder of their journals. */
final class Rig implements AutoCloseable {
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
    private final HubProcess hub;
    private final Tally tally = new Tally();
    private final Ledgers ledgers;
    private Optional<Doors> between = Optional.empty();
    private Optional<AgencyProcess> senders = Optional.empty();
    private Optional<AgencyProcess> takers = Optional.empty();

    Rig(Path folder, List<Path> mutants) throws IOException {
        this.hub = new HubProcess(folder, StormStates.write(folder.resolve("config")), mutants);
        this.journalFolder = Files.createDirectories(folder.resolve("journals"));
        this.ledgers = new Ledgers(journalFolder, tally);
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

    /** Agencies that begin from now on meet the hub there. */
    void through(Doors doors) {
        between = Optional.of(doors);
    }

    /** An agency begins to post these, one after the other, and to read its receipts. */
    Rig sendOverHttp(String agency, List<Planned> copies) throws IOException {
        send(Agencies.Work.POST, agency, copies);
        takers().begin(Agencies.Work.RECEIPTS_AT_HTTP, agency);
        return this;
    }

    /** The same over AMQP. */
    Rig sendOverAmqp(String agency, List<Planned> copies) throws IOException {
        send(Agencies.Work.SEND, agency, copies);
        takers().begin(Agencies.Work.RECEIPTS_AT_BROKER, agency);
        return this;
    }

    /** The same, each copy only once the one before it is confirmed. */
    Rig sendOverAmqpOneByOne(String agency, List<Planned> copies) throws IOException {
        send(Agencies.Work.SEND_ONE_BY_ONE, agency, copies);
        takers().begin(Agencies.Work.RECEIPTS_AT_BROKER, agency);
        return this;
    }

    private void send(Agencies.Work work, String agency, List<Planned> copies) throws IOException {
        Plan.write(journalFolder, agency, copies);
        copies.forEach(this::expect);
        senders = senders.or(() -> begun("senders"));
        senders.orElseThrow().begin(work, agency);
    }

    /** Every recipient begins to fetch. */
    Rig takeEverything() throws IOException {
        for (String agency : StormStates.OVER_HTTP) {
            takers().begin(Agencies.Work.FETCH_AT_HTTP, agency);
        }
        takers().begin(Agencies.Work.FETCH_AT_BROKER, StormStates.OVER_AMQP);
        takers().begin(Agencies.Work.FETCH_AT_HTTP, StormStates.NOT_NAMED);
        return this;
    }

    private AgencyProcess takers() {
        takers = takers.or(() -> begun("takers"));
        return takers.orElseThrow();
    }

    private Optional<AgencyProcess> begun(String role) {
        try {
            return Optional.of(new AgencyProcess(journalFolder, role, between.orElse(hub.doors())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes what a test has sent itself over AMQP, and begins to read the receipts. */
    Rig sentElsewhere(String agency, Planned copy) throws IOException {
        expect(copy);
        try (var journal = new Journal(journalFolder, agency, "test")) {
            journal.write(new Line.Sent(copy.id(), copy.kind(), copy.lane(), copy.to(), 0, "-"));
        }
        takers().begin(Agencies.Work.RECEIPTS_AT_BROKER, agency);
        return this;
    }

    private void expect(Planned copy) {
        tally.expectedCopies.incrementAndGet();
        if (copy.kind() == Planned.Kind.ORIGINAL) {
            tally.expectedReceipts.incrementAndGet();
            tally.expectedDeliveries.addAndGet((int) copy.to().stream()
                    .filter(recipient -> !recipient.equals(StormStates.NOT_NAMED))
                    .count());
        }
    }

    /** Waits until all is sent. */
    void awaitSent() throws IOException {
        await("end of sending").forever().until(() -> tally.sent() || !agenciesAlive() || tally.quietFor(LIMIT));
        if (!tally.sent()) {
            throw new IllegalStateException("nothing moved for " + LIMIT + ", or an agency ended, see " + hub.tail());
        }
    }

    private boolean agenciesAlive() {
        ledgers.verify();
        return Stream.concat(senders.stream(), takers.stream()).allMatch(AgencyProcess::alive);
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
        await("end of fetching").forever().until(() -> tally.complete() || !agenciesAlive() || tally.quietFor(quiet));
        await("what is too much").pollDelay(AFTER_THE_LAST).until(() -> true);
        if (senders.isPresent()) {
            senders.get().end();
        }
        if (takers.isPresent()) {
            takers.get().end();
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
        senders.ifPresent(AgencyProcess::close);
        takers.ifPresent(AgencyProcess::close);
        ledgers.close();
        hub.close();
    }
}
