package org.kivuko.acceptance.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches an inbox or the receipts at the HTTP door: writes down what it got, and only then acknowledges it. */
final class HttpTaker extends Party {
    private final AgencyCalls calls;
    private final String path;
    private final String member;
    private final Taking taking;
    private final Journal journal;

    private HttpTaker(String agency, AgencyCalls calls, String member, Taking taking, Journal journal) {
        super("take-" + member + "-" + agency);
        this.calls = calls;
        this.path = member.equals("receipts") ? "/v1/receipts" : "/v1/inbox";
        this.member = member;
        this.taking = taking;
        this.journal = journal;
    }

    static HttpTaker inbox(String agency, AgencyCalls calls, Journal journal) {
        return new HttpTaker(agency, calls, "deliveries", Taking.DELIVERIES, journal);
    }

    static HttpTaker receipts(String agency, AgencyCalls calls, Journal journal) {
        return new HttpTaker(agency, calls, "receipts", Taking.RECEIPTS, journal);
    }

    @Override
    boolean step() throws IOException {
        Instant begun = Instant.now();
        JsonNode document = fetch(begun).orElseThrow(() -> new IOException("the hub is not able"));
        var lines = new ArrayList<Line>();
        lines.add(new Line.Fetch(begun, Instant.now(), true));
        var deliveries = new ArrayList<String>();
        for (JsonNode item : document.path(member)) {
            String delivery = item.path("delivery").asText();
            deliveries.add(delivery);
            lines.add(taking.line(delivery, item.path("message")));
        }
        if (deliveries.isEmpty()) {
            return true;
        }
        journal.write(lines);
        List<Line.Acknowledged> acknowledged = calls.acknowledge(path, deliveries).stream()
                .map(Line.Acknowledged::new)
                .toList();
        journal.write(acknowledged);
        return true;
    }

    private Optional<JsonNode> fetch(Instant begun) throws IOException {
        try {
            return calls.get(path + "?max=100&wait=PT2S");
        } catch (ConnectException | HttpConnectTimeoutException e) {
            // Nobody was there who could have leased anything.
            throw e;
        } catch (IOException e) {
            journal.write(new Line.Fetch(begun, Instant.now(), false));
            throw e;
        }
    }
}
