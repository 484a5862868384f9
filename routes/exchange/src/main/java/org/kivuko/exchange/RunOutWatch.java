package org.kivuko.exchange;

/**
 * Has the inboxes go round out of which the broker has taken something because it came to its end, and those for which an
 * emergency was declared or is over. What lies aside says so itself, and under which emergencies an inbox was judged is noted, so
 * what a hub that was killed left undone the next one does. Thread-safe.
 */
public final class RunOutWatch implements AutoCloseable {
    private final Repeated looks;

    public RunOutWatch(Withdrawer withdrawer) {
        looks = new Repeated("run out", () -> {
            withdrawer.lookForEmergencies();
            withdrawer.lookForRunOut();
        });
    }

    /** Begins to look. */
    public RunOutWatch start() {
        looks.start();
        return this;
    }

    /** Ends after the look in hand. */
    @Override
    public void close() {
        looks.close();
    }
}
