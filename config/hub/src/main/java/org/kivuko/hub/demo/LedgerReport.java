package org.kivuko.hub.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.LedgerUnavailable;

/** Prints now and then what the ledger says has happened; nothing is counted anywhere else. */
public final class LedgerReport implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final List<String> SHOWN = List.of(
            "accepted", "released", "reduced", "refused", "acknowledged", "duplicate", "conflict", "quarantined");

    private final Ledger ledger;
    private final PrintWriter out;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Reports on this ledger. */
    public LedgerReport(Ledger ledger, PrintWriter out) {
        this.ledger = ledger;
        this.out = out;
    }

    /** Begins, on a thread of its own. */
    public void start() {
        var thread = new Thread(this::run, "ledger-report");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                print();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print() {
        try {
            Map<String, Long> counts = ledger.counts();
            var line = new StringBuilder("ledger:");
            SHOWN.forEach(name -> line.append(' ').append(name).append(' ').append(counts.getOrDefault(name, 0L)));
            out.println(line);
        } catch (LedgerUnavailable e) {
            out.println("ledger: not available at the moment");
        }
        out.flush();
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
