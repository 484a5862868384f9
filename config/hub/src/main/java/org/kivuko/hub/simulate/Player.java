package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.kivuko.hub.client.HubClient;

/**
 * Plays one neighbour from its first post until nothing comes any more.
 *
 * <p>For one thread, and one of its own that reads; its books may be read by others.
 */
final class Player {
    private static final Duration POLL = Duration.ofMillis(400);
    private static final Duration AWAY = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** After the minute of a lease. */
    private static final Duration LATE_PATIENCE = Duration.ofSeconds(100);

    private static final int LOTS = 5;
    private static final int STATES_ASKED = 200;
    private static final int LONGEST_CUT_MILLIS = 6;

    private final Part part;
    private final Supplier<HubClient> door;
    private final Pace pace;
    private final Books books = new Books();
    private final Script script;
    private final Supply supply;
    private final Poster poster;
    private final Inbox inbox;
    private final Object atInbox = new Object();
    private final Thread reader;
    private volatile HubClient client;
    private volatile boolean stopsAmidLeases;
    private volatile boolean done;

    private Player(Part part, Supplier<HubClient> door, Supply supply, long seed, Pace pace) {
        this.part = part;
        this.door = door;
        this.pace = pace;
        this.supply = supply;
        this.script = new Script(part.profile(), seed + part.agency().toString().hashCode());
        this.poster = new Poster(supply, books, pace);
        this.inbox = new Inbox(part.agency(), part.profile(), new Answering(supply.answers()), pace, books);
        this.client = door.get();
        this.reader = new Thread(this::read, "inbox of " + part.agency());
    }

    /**
     * Asks the hub what this neighbour may post.
     *
     * @param samples its own messages; where there are any the hub is not asked
     * @param door to the hub, a new connection each time
     * @param run no other run has the same
     */
    static Player of(Part part, List<ObjectNode> samples, Supplier<HubClient> door, long seed, String run, Pace pace)
            throws IOException, InterruptedException {
        List<Opening> openings = samples.isEmpty() ? Openings.ask(door.get(), part.agency(), pace) : List.of();
        return new Player(part, door, new Supply(part.agency(), openings, samples, seed, run, pace), seed, pace);
    }

    Part part() {
        return part;
    }

    Books books() {
        return books;
    }

    List<Opening> openings() {
        return supply.openings();
    }

    /** Whether it has nothing to post at this hub. */
    boolean isMute() {
        return supply.isEmpty();
    }

    /** Begins to read, on a thread of its own: as an agency does whose programs for posting and for fetching are two. */
    void open() {
        reader.start();
    }

    /** Posts until its end. */
    void post(Instant begin, HubClient stranger) throws InterruptedException {
        Instant due = begin.plus(part.begins());
        Instant end = begin.plus(part.ends());
        while (pace.instant().isBefore(end) && !posted()) {
            Instant now = pace.instant();
            boolean may = !now.isBefore(poster.notBefore());
            if (may && poster.owes()) {
                poster.sendAgain(client);
            } else if (may && !now.isBefore(due) && !isMute()) {
                make(script.next(), stranger);
                // Who was kept from posting does not make up for it at once.
                due = due.plus(part.interval()).isBefore(now.minus(POLL)) ? now : due.plus(part.interval());
            }
            pause(due.isAfter(poster.notBefore()) ? due : poster.notBefore());
        }
    }

    private boolean posted() {
        return part.messages().isPresent()
                && script.begun() >= part.messages().getAsInt()
                && !script.amid()
                && !poster.owes();
    }

    /** Waits until others have posted, too, and nothing comes any more, or patience has come to its end. */
    void settle(CountDownLatch posting) throws InterruptedException {
        while (posting.getCount() > 0) {
            goOn();
        }
        stopsAmidLeases = false;
        Instant begin = pace.instant();
        boolean again = part.profile() == Profile.LATE || part.profile() == Profile.RESTARTING;
        Instant end = begin.plus(again ? LATE_PATIENCE : PATIENCE);
        // As long as receipts come the hub is slow, and nothing is missing.
        while (!quiet(begin)
                && (pace.instant().isBefore(end)
                        || pace.instant().isBefore(books.lastReceipt().plus(PATIENCE)))) {
            goOn();
        }
        poster.giveUp();
        long never = again ? books.inHand(begin) : 0;
        if (never > 0) {
            books.promise(Promise.COMES_AGAIN, false, never + " never came again");
        }
        books.withoutReceipt().stream().limit(STATES_ASKED).forEach(id -> {
            String stands = status(id);
            books.promise(Promise.JUDGES, stands.equals(Books.JUDGED), id + " is " + stands);
        });
        books.close(part.profile().fetches());
    }

    /** Reads no more. */
    void close() throws InterruptedException {
        done = true;
        reader.interrupt();
        reader.join();
    }

    /** Whether nothing comes of it any more. */
    boolean isDone() {
        return done;
    }

    private void goOn() throws InterruptedException {
        if (poster.owes() && !pace.instant().isBefore(poster.notBefore())) {
            poster.sendAgain(client);
        }
        pace.pause(POLL);
    }

    private boolean quiet(Instant begin) {
        Instant now = pace.instant();
        boolean still = books.lastDelivery().isBefore(now.minus(QUIET))
                || begin.plus(QUIET).plus(QUIET).isBefore(now);
        return !poster.owes()
                && now.isAfter(begin.plus(QUIET))
                && (!part.profile().fetches()
                        || (still
                                && books.inHand(begin) == 0
                                && books.withoutReceipt().isEmpty()));
    }

    private String status(String id) {
        try {
            return Answers.body(client.get("/v1/messages/" + id)).path("status").asText("unknown");
        } catch (IOException noAnswer) {
            return "not told: the hub does not answer";
        }
    }

    private void make(Move move, HubClient stranger) throws InterruptedException {
        if (move.twist() == Twist.RESTART) {
            restart(move);
            return;
        }
        try {
            poster.make(move, client, stranger);
        } catch (IOException noAnswer) {
            books.unanswered();
        }
    }

    /** Its process ends amid a post, and once more amid the next leases: what is in its books is all that it knows afterwards. */
    private void restart(Move move) throws InterruptedException {
        synchronized (atInbox) {
            Outgoing message = poster.leaveOpen(move, AWAY);
            var post = new Thread(() -> cutOff(message), "cut off");
            post.start();
            post.join(1 + move.number() % LONGEST_CUT_MILLIS);
            post.interrupt();
            post.join();
            client = door.get();
            pace.pause(AWAY);
            stopsAmidLeases = true;
        }
    }

    private void cutOff(Outgoing message) {
        try {
            client.post(message.body(), message.mediaType(), Map.of());
        } catch (IOException wanted) {
            // Whatever came of it, nobody is there to read it.
        }
    }

    private void read() {
        try {
            while (!done) {
                synchronized (atInbox) {
                    look();
                }
                pace.pause(POLL);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (stopsAmidLeases) {
                if (inbox.lease(client)) {
                    stopsAmidLeases = false;
                    client = door.get();
                }
                return;
            }
            boolean more = true;
            for (int i = 0; more && i < LOTS; i++) {
                more = inbox.read(client);
            }
            inbox.readReceipts(client);
        } catch (IOException noAnswer) {
            // The next look fetches it.
        }
    }

    private void pause(Instant until) throws InterruptedException {
        Duration left = Duration.between(pace.instant(), until);
        pace.pause(left.compareTo(POLL) < 0 ? left : POLL);
    }
}
