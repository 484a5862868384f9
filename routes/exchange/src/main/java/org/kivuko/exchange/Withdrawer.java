package org.kivuko.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.kivuko.agreement.Agreements;
import org.kivuko.exchange.limit.StandsStill;
import org.kivuko.model.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that nothing is handed over that the agreements no longer let cross, although it was released when they did. When
 * they change, the inboxes concerned close first; then each goes round once, and opens. What a hub that was killed left
 * undone, the next one does before its doors open. Thread-safe; rounds run on a thread of its own.
 */
public final class Withdrawer implements ChangingRulebook.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Withdrawer.class);
    private static final long LONGEST_REST_MILLIS = 2_000;
    private static final long FIRST_REST_MILLIS = 100;
    private static final long STOP_LIMIT_MILLIS = 5_000;
    /** An inbox that went round because something came to its end stays open so many times as long. */
    private static final long RESTS_TIMES = 10;

    /** So many go round before a door opens, of all inboxes together: some seconds' work. */
    private static final long AT_ONCE = 5_000;

    private static final long SHORTEST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** What an inbox was judged under that nobody has judged: equal to no fingerprint. */
    private static final String NOTHING = "";

    private final InboxKeeper keeper;
    private final Gate gate;
    private final Rulebook rulebook;
    private final OpenEmergencies emergencies;
    private final SuspendedPairs suspended;
    private final Round.Parts parts;
    private final UncheckedInboxes unchecked;
    private final Thread thread = new Thread(this::work, "withdraw");

    private final Map<Inbox, String> judgedUnder = new HashMap<>();
    private final Set<Inbox> interrupted = new HashSet<>();
    /** Closed for a change that is announced and not made yet. */
    private final Set<Inbox> held = new HashSet<>();
    /** Closed, and to go round. */
    private final Set<Inbox> due = new LinkedHashSet<>();

    private final Map<Inbox, Instant> closedSince = new HashMap<>();

    /** Before which nanosecond of the machine an inbox does not go round for what has come to its end alone. */
    private final Map<Inbox, Long> restsUntil = new HashMap<>();

    private JudgedUnder rulesNow;
    /** The last look's; a round that ends meanwhile may have made another. */
    private JudgedUnder lookedAt;

    private Instant lookedAtInstant = Instant.EPOCH;

    private Optional<Inbox> inHand = Optional.empty();
    private boolean stopped;
    /** How many ask at this moment for what makes inboxes go round: which ones these are is known afterwards. */
    private int asking;

    /** Where nothing is ever suspended. */
    public Withdrawer(
            InboxKeeper keeper,
            Gate gate,
            Rulebook rulebook,
            Withdrawals withdrawals,
            SecondJudgement judgement,
            Ledger ledger,
            OpenEmergencies emergencies,
            InstantSource clock) {
        this(keeper, gate, rulebook, withdrawals, judgement, ledger, emergencies, SuspendedPairs.NONE, clock);
    }

    public Withdrawer(
            InboxKeeper keeper,
            Gate gate,
            Rulebook rulebook,
            Withdrawals withdrawals,
            SecondJudgement judgement,
            Ledger ledger,
            OpenEmergencies emergencies,
            SuspendedPairs suspended,
            InstantSource clock) {
        this.suspended = suspended;
        this.keeper = keeper;
        this.gate = gate;
        this.rulebook = rulebook;
        this.emergencies = emergencies;
        this.parts = new Round.Parts(withdrawals, judgement, new DeliveryWriter(ledger, clock), new Releaser(), clock);
        this.unchecked = new UncheckedInboxes(keeper, gate, new LostNotes(keeper, withdrawals, clock));
        thread.setDaemon(true);
    }

    /**
     * To be called once, before any door is open: brings every inbox round that was judged under other rules than those of
     * now, and returns when all of them are. Where so much waits that everybody would have to wait with it, or where the broker has
     * not counted yet, the inbox is closed when this returns, and goes round meanwhile.
     */
    public synchronized void start() throws InterruptedException {
        for (Withdrawals.Judged noted : parts.withdrawals().judged()) {
            judgedUnder.put(noted.inbox(), noted.judgedUnder());
            if (noted.turning()) {
                interrupted.add(noted.inbox());
            }
        }
        var empty = new ArrayList<Withdrawals.Judged>();
        Agreements agreements = rulebook.agreements();
        Instant at = parts.clock().instant();
        JudgedUnder now = judgedUnder(agreements, at);
        closeUnchecked(unchecked.begin(agreements.directory(), interrupted, AT_ONCE));
        Set<Inbox> runOut = runOut(agreements);
        Set<Inbox> concerned = concerned(agreements, at);
        concerned.addAll(runOut);
        var later = new LinkedHashSet<Inbox>();
        long left = AT_ONCE;
        for (Inbox inbox : concerned) {
            if (keeper.empty(inbox)
                    && !runOut.contains(inbox)
                    && parts.withdrawals().wanted(inbox).isEmpty()) {
                empty.add(new Withdrawals.Judged(inbox, now.of(inbox.agency()), false));
            } else if (keeper.waiting(inbox).orElse(Long.MAX_VALUE) <= left) {
                left -= keeper.waiting(inbox).orElse(0);
                round(inbox);
            } else {
                later.add(inbox);
            }
        }
        note(empty);
        haveGoRound(later);
        lookedAt = now;
        lookedAtInstant = at;
        thread.start();
    }

    /** The agreements are about to change: the inboxes of all whom that concerns are closed. */
    @Override
    public synchronized void before(ChangingRulebook.Change change) {
        Set<Inbox> concerned = concerned(change.next(), change.at());
        held.addAll(concerned);
        close(concerned);
    }

    /** They have changed: what waits is judged again, and what is being judged too. */
    @Override
    public synchronized void after(ChangingRulebook.Change change) {
        Set<Inbox> concerned = concerned(change.next(), change.at());
        concerned.addAll(held);
        held.clear();
        gate.rulesChanged();
        haveGoRound(concerned);
    }

    /**
     * Withdraws deliveries, whatever the agreements say: each becomes a void in its place, unless its recipient takes it over
     * before its inbox is closed. What was asked is on disk when this returns, and done soon after.
     */
    public void withdraw(Collection<Withdrawal> withdrawals) {
        beginAsking();
        try {
            haveGoRound(parts.withdrawals().ask(withdrawals, parts.clock().instant()));
        } finally {
            endAsking();
        }
    }

    private synchronized void beginAsking() {
        asking++;
    }

    private synchronized void endAsking() {
        asking--;
    }

    /**
     * Has a recipient handed over again what it has taken over: from..to of a link in an epoch, judged anew, with the same ids and
     * numbers. What was asked is on disk when this returns; it stands before everything newer of its link that waits.
     */
    public Withdrawals.Asked handOverAgain(Withdrawals.Link link, String epoch, long from, long to) {
        beginAsking();
        try {
            Withdrawals.Asked asked = parts.withdrawals()
                    .askAgain(link, epoch, from, to, parts.clock().instant());
            if (asked.again() > 0) {
                haveGoRound(Set.of(link.inbox()));
            }
            return asked;
        } finally {
            endAsking();
        }
    }

    /**
     * Looks out of which inboxes the broker has taken something because it came to its end, and has them go round: what is
     * over leaves its void in its place, what is not over by the hub's clock goes back. An inbox in which that takes long
     * rests longer, so that it is open most of the time.
     */
    public void lookForRunOut() {
        Set<Inbox> found = keeper.runOut();
        if (found.isEmpty()) {
            return;
        }
        var inboxes = new HashSet<>(found);
        synchronized (this) {
            long now = System.nanoTime();
            inboxes.removeIf(inbox -> due.contains(inbox)
                    || inHand.filter(inbox::equals).isPresent()
                    || (restsUntil.containsKey(inbox) && restsUntil.get(inbox) - now > 0));
            inboxes.removeIf(inbox -> !keeper.exists(inbox));
            haveGoRound(inboxes);
        }
    }

    /**
     * Looks whether an emergency was declared or is over, or an agreement suspended or resumed, and has the inboxes go round that it
     * concerns.
     */
    public synchronized void lookForEmergencies() {
        Agreements agreements = rulebook.agreements();
        Instant at = parts.clock().instant();
        lookedAtInstant = at;
        JudgedUnder now = judgedUnder(agreements, at);
        if (now != lookedAt) {
            lookedAt = now;
            gate.rulesChanged();
            haveGoRound(concerned(agreements, at));
        }
    }

    /**
     * To be called before a doubted clock is believed again: what the broker has put aside meanwhile is looked for, and the inboxes
     * concerned are closed until they have come round by the clock that is believed then, so that nothing newer comes first.
     */
    public synchronized void lookBeforeBelieving() {
        List<Inbox> open = rulebook.agreements().directory().agencies().stream()
                .flatMap(agency -> Inbox.of(agency.id()).stream())
                .filter(inbox -> !closedSince.containsKey(inbox) && keeper.exists(inbox) && !keeper.empty(inbox))
                .toList();
        close(Set.copyOf(open));
        try {
            open.forEach(keeper::takeOutRunOut);
            var found = new HashSet<>(keeper.runOut());
            found.removeIf(inbox -> !keeper.exists(inbox));
            haveGoRound(found);
        } finally {
            open.forEach(this::openUnlessAskedAgain);
        }
    }

    /** They are closed, and what is in them is judged again. */
    private synchronized void haveGoRound(Set<Inbox> concerned) {
        due.addAll(concerned);
        close(concerned);
        notifyAll();
    }

    /** Nothing is handed over yet: whatever has come to its end by now is taken out first. */
    private Set<Inbox> runOut(Agreements agreements) {
        agreements.directory().agencies().stream()
                .flatMap(agency -> Inbox.of(agency.id()).stream())
                .filter(inbox -> keeper.exists(inbox) && !keeper.empty(inbox))
                .forEach(keeper::takeOutRunOut);
        var found = new HashSet<>(keeper.runOut());
        found.removeIf(inbox -> !keeper.exists(inbox));
        return found;
    }

    /** The inboxes that are closed at this moment, and since when. */
    public synchronized Map<Inbox, Instant> closed() {
        return Map.copyOf(closedSince);
    }

    @Override
    public void close() {
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(STOP_LIMIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeUnchecked(Set<Inbox> later) {
        Instant now = since();
        later.forEach(inbox -> closedSince.putIfAbsent(inbox, now));
        keeper.close(later);
    }

    private synchronized void close(Set<Inbox> inboxes) {
        Instant now = since();
        inboxes.forEach(inbox -> closedSince.putIfAbsent(inbox, now));
        gate.close(inboxes);
        keeper.close(inboxes);
    }

    /** Now; on a doubted clock the last instant that was looked at, since inboxes close whatever the clock reads. */
    private Instant since() {
        try {
            lookedAtInstant = parts.clock().instant();
        } catch (StandsStill doubted) {
            LOG.debug("that inboxes close is noted by an earlier instant: {}", doubted.getMessage());
        }
        return lookedAtInstant;
    }

    /** Every inbox that was judged under other rules than these, or did not come round. */
    private Set<Inbox> concerned(Agreements agreements, Instant at) {
        var concerned = new LinkedHashSet<>(interrupted);
        inHand.ifPresent(concerned::add);
        JudgedUnder now = judgedUnder(agreements, at);
        for (Directory.Agency agency : agreements.directory().agencies()) {
            String under = now.of(agency.id());
            Inbox.of(agency.id()).stream()
                    .filter(inbox -> !under.equals(judgedUnder.get(inbox)))
                    .forEach(concerned::add);
        }
        judgedUnder.forEach((inbox, under) -> {
            if (hasLeft(inbox, agreements) && !now.holdsForLeft(under, inbox.agency())) {
                concerned.add(inbox);
            }
        });
        // Of those who have left, the queue goes with what was in it.
        concerned.removeIf(inbox -> hasLeft(inbox, agreements) && !keeper.exists(inbox));
        return concerned;
    }

    private static boolean hasLeft(Inbox inbox, Agreements agreements) {
        return agreements.directory().agency(inbox.agency()).isEmpty();
    }

    private void work() {
        long rest = FIRST_REST_MILLIS;
        try {
            for (Inbox inbox = next(); inbox != null; inbox = next()) {
                try {
                    round(inbox);
                    rest = FIRST_REST_MILLIS;
                } catch (RuntimeException e) {
                    // It stays closed: what may have to be withdrawn must not be handed over.
                    LOG.warn("{} stays closed for now: {}", inbox.queue(), e.toString());
                    again(inbox);
                    TimeUnit.MILLISECONDS.sleep(rest);
                    rest = Math.min(2 * rest, LONGEST_REST_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("inboxes that have not come round do so at the next start");
        }
    }

    private Inbox next() throws InterruptedException {
        nothingInHand();
        Inbox inbox = null;
        while (inbox == null && !isStopped()) {
            inbox = next(unchecked.look(turning(), this::openUnlessAskedAgain));
        }
        return inbox;
    }

    /** Waits so long, or for ever where that is 0; null where there is none by then, or no more is to be done. */
    private synchronized Inbox next(long millis) throws InterruptedException {
        while (due.isEmpty() && !stopped) {
            wait(millis);
            if (millis > 0 && due.isEmpty()) {
                return null;
            }
        }
        if (stopped) {
            return null;
        }
        Inbox inbox = due.iterator().next();
        due.remove(inbox);
        inHand = Optional.of(inbox);
        return inbox;
    }

    private synchronized void nothingInHand() {
        inHand = Optional.empty();
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized Set<Inbox> turning() {
        return Set.copyOf(interrupted);
    }

    private synchronized void again(Inbox inbox) {
        due.add(inbox);
    }

    /** Judges everything in an inbox again, and opens it where nobody has asked for another round meanwhile. */
    private void round(Inbox inbox) throws InterruptedException {
        long begun = System.nanoTime();
        gate.awaitEmpty(inbox);
        keeper.callBack(inbox);
        Agreements agreements = rulebook.agreements();
        Instant at = parts.clock().instant();
        keeper.takeOutRunOut(inbox);
        OptionalLong waiting = keeper.waiting(inbox);
        List<UUID> runOut = keeper.runOut(inbox);
        List<Withdrawals.Wanted> wanted = parts.withdrawals().wanted(inbox);
        List<Withdrawals.Wanted> missing = missing(inbox, wanted);
        boolean more = !waiting.equals(OptionalLong.of(0)) || !runOut.isEmpty() || !missing.isEmpty();
        while (more) {
            Round.Rest rest = rest(inbox, agreements, at);
            boolean resumed = beginTurning(inbox);
            keeper.turn(inbox, resumed, new Round(inbox, agreements, rest, parts, runOut, missing));
            missing = List.of();
            // What ended meanwhile, lay on disk or was too much for one round goes back before anything is handed over.
            keeper.takeOutRunOut(inbox);
            runOut = keeper.runOut(inbox);
            more = !runOut.isEmpty();
        }
        if (!wanted.isEmpty()) {
            parts.withdrawals()
                    .placed(wanted.stream().map(Withdrawals.Wanted::delivery).toList(), at);
        }
        noteRound(judged(inbox, agreements, at));
        openUnlessAskedAgain(inbox);
        long took = System.nanoTime() - begun;
        rest(inbox, took);
        long millis = TimeUnit.NANOSECONDS.toMillis(took);
        String count = waiting.isPresent() ? Long.toString(waiting.getAsLong()) : "uncounted";
        LOG.info("{} went round: {} waiting, {} ms", inbox.queue(), count, millis);
    }

    /** What was asked for while it went round is not done with it: a hub that is killed now finds at its next start that it has to. */
    private synchronized void noteRound(Withdrawals.Judged judged) {
        boolean askedAgain = asking > 0 || due.contains(judged.inbox());
        parts.withdrawals().note(List.of(askedAgain ? new Withdrawals.Judged(judged.inbox(), NOTHING, false) : judged));
        judgedUnder.put(judged.inbox(), judged.judgedUnder());
        interrupted.remove(judged.inbox());
    }

    /** Without what a round that was cut off has put back already: it lies there as itself, or as its void. */
    private List<Withdrawals.Wanted> missing(Inbox inbox, List<Withdrawals.Wanted> wanted) {
        if (wanted.isEmpty()) {
            return wanted;
        }
        Set<UUID> items = keeper.lying(inbox);
        Set<Withdrawals.Place> lying =
                Set.copyOf(parts.withdrawals().places(inbox.agency(), items).values());
        return wanted.stream().filter(each -> !lying.contains(each.place())).toList();
    }

    private synchronized void rest(Inbox inbox, long took) {
        long now = System.nanoTime();
        restsUntil.values().removeIf(until -> until - now < 0);
        restsUntil.put(inbox, now + Math.max(SHORTEST_REST_NANOS, RESTS_TIMES * took));
    }

    /** What becomes of everything that nobody asked to have withdrawn. */
    private synchronized Round.Rest rest(Inbox inbox, Agreements agreements, Instant at) {
        if (!hasLeft(inbox, agreements)) {
            return Round.Rest.JUDGED;
        }
        // Cut off, or under other agreements: what was to be made of it nobody can say.
        String under = interrupted.contains(inbox) ? NOTHING : judgedUnder.getOrDefault(inbox, NOTHING);
        boolean stays = judgedUnder(agreements, at).holdsForLeft(under, inbox.agency());
        return stays ? Round.Rest.STAYS : Round.Rest.GOES;
    }

    private boolean beginTurning(Inbox inbox) {
        boolean resumed;
        synchronized (this) {
            resumed = !interrupted.add(inbox);
        }
        if (!resumed) {
            parts.withdrawals().note(List.of(new Withdrawals.Judged(inbox, NOTHING, true)));
        }
        return resumed;
    }

    private Withdrawals.Judged judged(Inbox inbox, Agreements agreements, Instant at) {
        return new Withdrawals.Judged(inbox, judgedUnder(agreements, at).of(inbox.agency()), false);
    }

    private synchronized JudgedUnder judgedUnder(Agreements agreements, Instant at) {
        if (rulesNow == null || !rulesNow.holds(agreements, at)) {
            rulesNow = new JudgedUnder(agreements, emergencies, suspended, at);
        }
        return rulesNow;
    }

    private void note(List<Withdrawals.Judged> judged) {
        parts.withdrawals().note(judged);
        synchronized (this) {
            for (Withdrawals.Judged each : judged) {
                judgedUnder.put(each.inbox(), each.judgedUnder());
                interrupted.remove(each.inbox());
            }
        }
    }

    private synchronized void openUnlessAskedAgain(Inbox inbox) {
        if (!held.contains(inbox) && !due.contains(inbox)) {
            // Into what is only to be looked at, messages may come: their senders wait for nobody.
            gate.open(inbox);
            if (!unchecked.contains(inbox)) {
                keeper.open(inbox);
                closedSince.remove(inbox);
            }
        }
    }
}
