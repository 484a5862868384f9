package org.kivuko.connector.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.BrokerView;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.QueueRow;
import org.kivuko.exchange.RulingRow;
import org.kivuko.exchange.Times;
import org.kivuko.model.Code;

/**
 * The first page of the operators: the books, the queues, the last rulings; no personal data. It loads itself again every few
 * seconds, without scripts. Thread-safe.
 */
public final class StartPage {
    public static final String PATH = "/console/";
    public static final String MEDIA_TYPE = "text/html; charset=utf-8";
    public static final String STYLE_PATH = "/console/console.css";
    public static final String STYLE_MEDIA_TYPE = "text/css; charset=utf-8";

    private static final int RULINGS = 25;
    private static final int SECONDS_BETWEEN_LOADS = 10;

    private final BrokerView broker;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Supplier<String> signatures;
    private final boolean demonstration;

    /**
     * @param signatures how the agreements are signed, in a few words
     * @param demonstration whether the page says of itself that nothing on it is real
     */
    public StartPage(
            BrokerView broker, Ledger ledger, InstantSource clock, Supplier<String> signatures, boolean demonstration) {
        this.broker = broker;
        this.ledger = ledger;
        this.clock = clock;
        this.signatures = signatures;
        this.demonstration = demonstration;
    }

    /** The page at this moment, UTF-8. */
    public byte[] html() {
        var html = new Html();
        addHead(html);
        addBooks(html);
        addRulings(html);
        addQueues(html);
        html.markup("</main></body></html>");
        return html.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** How the pages look. */
    public static byte[] style() {
        try (InputStream in = StartPage.class.getResourceAsStream("console.css")) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException("a file of the program cannot be read", failure);
        }
    }

    private void addHead(Html html) {
        html.markup("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .markup("<meta http-equiv=\"refresh\" content=\"" + SECONDS_BETWEEN_LOADS + "\">")
                .element("title", demonstration ? "Kivuko (demonstration)" : "Kivuko")
                .markup("<link rel=\"stylesheet\" href=\"" + STYLE_PATH + "\"></head><body>");
        if (demonstration) {
            html.markup(
                    "<p class=\"demonstration\"><strong>Demonstration.</strong> The agencies are simulated, the people and"
                            + " documents invented, the agreements model texts that no state has signed.</p>");
        }
        html.markup("<main>")
                .element("h1", "Kivuko")
                .element(
                        "p",
                        "As of " + Times.text(clock.instant()) + "; loads again every " + SECONDS_BETWEEN_LOADS
                                + " seconds.")
                .element("p", "Agreements: " + signatures.get() + ".");
    }

    private void addBooks(Html html) {
        try {
            html.table(
                    "The books",
                    List.of("What", "How often"),
                    new TreeMap<>(ledger.counts())
                            .entrySet().stream()
                                    .map(entry -> List.of(
                                            entry.getKey().replace('_', ' '),
                                            entry.getValue().toString()))
                                    .toList());
        } catch (LedgerUnavailable down) {
            html.element("p", "The ledger does not answer; nothing crosses until it does.");
        }
    }

    private void addRulings(Html html) {
        try {
            html.table(
                    "The last rulings",
                    List.of("At", "From", "To", "Message", "Outcome", "Reason", "Rules", "Removed"),
                    ledger.lastRulings(RULINGS).stream().map(StartPage::ruling).toList());
        } catch (LedgerUnavailable down) {
            html.element("p", "The last rulings cannot be shown.");
        }
    }

    private static List<String> ruling(RulingRow row) {
        return List.of(
                Times.text(row.at()),
                row.sender().toString(),
                row.recipient().toString(),
                row.type().shortName(),
                row.outcome().code(),
                row.reason().map(Code::code).orElse(""),
                String.join(" ", row.rules()),
                String.join(" ", row.removed()));
    }

    /** Most queues of most agencies are empty: those that never held anything are only counted. */
    private void addQueues(Html html) {
        try {
            List<QueueRow> all = broker.queues();
            List<QueueRow> used = all.stream()
                    .filter(row -> row.messages() > 0 || row.added() > 0)
                    .toList();
            html.table(
                    "Queues",
                    List.of("Queue", "Waiting", "Consumers", "Added", "Acknowledged"),
                    used.stream().map(StartPage::queue).toList());
            html.element(
                    "p", "Not shown: " + (all.size() - used.size()) + " queues that were not used since the start.");
        } catch (BrokerUnavailable down) {
            html.element("p", "The broker does not answer; nothing crosses until it does.");
        }
    }

    private static List<String> queue(QueueRow row) {
        return Stream.concat(
                        Stream.of(row.queue()),
                        Stream.of(row.messages(), (long) row.consumers(), row.added(), row.acknowledged())
                                .map(String::valueOf))
                .collect(Collectors.toUnmodifiableList());
    }
}
