package org.kivuko.exchange;

/**
 * Has the inboxes go round out of which the broker has taken something because it came to its end. What lies aside says so
 * itself, so what a hub that was killed left undone the next one does. Thread-safe.
 */
public final class RunOutWatch implements AutoCloseable {
    private final Repeated looks;

    public RunOutWatch(Withdrawer withdrawer) {
        looks = new Repeated("run out", withdrawer::lookForRunOut);
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
