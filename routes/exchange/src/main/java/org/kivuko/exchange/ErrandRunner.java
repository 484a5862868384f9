package org.kivuko.exchange;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the agenda again and again and sends what is due to the outbox that it goes through. What the look itself loses is
 * still due at the next one; what it sends twice is carried out once. Owns no time: the clock is handed in. Thread-safe.
 */
public final class ErrandRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ErrandRunner.class);

    /** An errand that was not carried out for this long is sent again: its outbox may have been paused. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MOST = 500;

    private final Agenda agenda;
    private final ErrandSender sender;
    private final InstantSource clock;
    private final Repeated looks = new Repeated("errands", this::look);

    public ErrandRunner(Agenda agenda, ErrandSender sender, InstantSource clock) {
        this.agenda = agenda;
        this.sender = sender;
        this.clock = clock;
    }

    /** Begins to look. */
    public ErrandRunner start() {
        looks.start();
        return this;
    }

    /**
     * Looks once and sends what is due.
     *
     * @return how many errands were sent
     */
    public int look() {
        List<Agenda.Due> due = agenda.due(clock.instant(), PATIENCE, MOST);
        for (Agenda.Due each : due) {
            Errand errand = each.errand();
            if (errand.kind().begins()) {
                LOG.warn(
                        "the {} of delivery {} is late",
                        errand.kind().isAboutAnswer() ? "answer" : "acknowledgement",
                        errand.delivery());
            } else {
                LOG.info(
                        "delivery {}: {} by {}",
                        errand.delivery(),
                        errand.kind().code(),
                        errand.by());
            }
            sender.send(each.outbox(), errand.write());
        }
        return due.size();
    }

    /** Ends after the look in hand. */
    @Override
    public void close() {
        looks.close();
    }
}
