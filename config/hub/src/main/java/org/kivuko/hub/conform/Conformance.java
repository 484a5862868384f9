package org.kivuko.hub.conform;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Tries whether a target keeps the contract: finds by dry run what its agreements let cross, asks each case, and takes over
 * what the cases have left in inboxes. For one thread.
 */
public final class Conformance {
    private final Plan plan;
    private final Clock clock;
    private final Consumer<String> progress;

    /** @param progress is told of each case as it is answered, in a line for readers */
    public Conformance(Plan plan, Clock clock, Consumer<String> progress) {
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * What to try.
     *
     * @param agency as whom
     * @param partner the recipient's code; empty for any
     * @param partnerKey empty where only the sender's side can be asked
     * @param post a border post of the sender's state; empty where the target is to be asked
     * @param only which cases; empty for all
     * @param seed of the order of cases and of what is invented
     */
    public record Plan(
            Target target,
            String agency,
            String key,
            String partner,
            Optional<String> partnerKey,
            String post,
            String only,
            long seed) {
        @Override
        public String toString() {
            return "conformance of " + target.base() + " as " + agency;
        }
    }

    /** Id, topic and title of every case that fits the patterns, as lines. */
    public static List<String> list(String only) {
        return Suite.matching(only).stream()
                .map(entry -> entry.one().id() + "  " + entry.topic() + ": "
                        + entry.one().title())
                .toList();
    }

    /** How many cases fit the patterns. */
    public static int count(String only) {
        return Suite.matching(only).size();
    }

    /**
     * Asks.
     *
     * @throws IOException where nobody answers at the target
     * @throws Unfit where the target does not know the sender
     */
    public Outcome run() throws IOException {
        Instant began = clock.instant();
        var stamp = new Stamp(clock, Long.toString(plan.seed() & 0xFFFF, Character.MAX_RADIX));
        var sender = new Party(plan.target(), plan.agency(), plan.key());
        Reply known = sender.get("/v1/agreements");
        if (known.status() == 401 || known.status() == 403) {
            throw new Unfit("the target does not take the key of " + plan.agency() + ": " + known
                    + "; name the key's file with --key, and the agency that it is for with --as");
        }
        Partner partner = partner();
        Found found =
                new Finder(sender, stamp, new Random(plan.seed())).find(plan.partner(), plan.post(), partner.why());
        var bench = new Bench(plan.target(), sender, partner.inboxes(), found, stamp);
        List<Result> results = ask(bench);
        String left = leave(bench);
        return new Outcome(
                plan.target().base().toString(),
                plan.agency(),
                found.addressee(),
                plan.seed(),
                began,
                Duration.between(began, clock.instant()),
                left,
                results);
    }

    /** The target does not know who asks. */
    public static final class Unfit extends IOException {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }
    }

    /** The recipient's side, or why there is none. */
    private record Partner(Optional<Bench.Inboxes> inboxes, String why) {
        static Partner none(String why) {
            return new Partner(Optional.empty(), why);
        }
    }

    private Partner partner() throws IOException {
        if (plan.partnerKey().isEmpty()) {
            return Partner.none(
                    "the recipient's side needs a key: name an agency with --partner and its key with --partner-key");
        }
        var party = new Party(plan.target(), plan.partner(), plan.partnerKey().get());
        Reply reply = party.get("/v1/inbox?max=1");
        if (reply.status() != 200) {
            return Partner.none("the inbox of " + plan.partner() + " cannot be fetched: " + reply);
        }
        var inboxes = Bench.Inboxes.of(party);
        inboxes.live().take(reply.json().path("deliveries"));
        inboxes.live().empty();
        inboxes.exercise().empty();
        int foreign = inboxes.live().foreign() + inboxes.exercise().foreign();
        return foreign == 0
                ? new Partner(Optional.of(inboxes), "")
                : Partner.none(foreign + " deliveries that are not the kit's wait for " + plan.partner()
                        + ", and are left to it: name a partner to whom nobody else writes");
    }

    private List<Result> ask(Bench bench) {
        List<Suite.Entry> entries = Suite.matching(plan.only());
        var results = new ArrayList<Result>();
        for (Suite.Entry entry : Suite.shuffled(entries, plan.seed())) {
            long begin = System.nanoTime();
            Verdict verdict = verdict(bench, entry.one());
            var result = new Result(entry.topic(), entry.one(), verdict, Duration.ofNanos(System.nanoTime() - begin));
            results.add(result);
            progress.accept(results.size() + "/" + entries.size() + " " + Outcome.line(result));
        }
        List<String> order = entries.stream().map(entry -> entry.one().id()).toList();
        results.sort(Comparator.comparingInt(result -> order.indexOf(result.of().id())));
        return List.copyOf(results);
    }

    private static Verdict verdict(Bench bench, Case one) {
        for (Need need : one.needs()) {
            Optional<String> lacking = need.lacking(bench);
            if (lacking.isPresent()) {
                return new Verdict.NotAsked(lacking.get());
            }
        }
        bench.begin(one);
        Verdict verdict = asked(bench, one);
        try {
            bench.tidy();
        } catch (IOException | Deviation unfit) {
            return verdict instanceof Verdict.Failed
                    ? verdict
                    : new Verdict.Failed("that what was leased can be taken over", unfit.getMessage());
        }
        return verdict;
    }

    private static Verdict asked(Bench bench, Case one) {
        try {
            one.check().ask(bench);
            return new Verdict.Passed();
        } catch (Unasked unasked) {
            return new Verdict.NotAsked(unasked.getMessage());
        } catch (Deviation deviation) {
            return new Verdict.Failed(deviation.expected(), deviation.found());
        } catch (IOException broken) {
            return new Verdict.Failed("an answer", "none: " + reason(broken));
        } catch (RuntimeException unfit) {
            // An answer of a form that nobody thought of is the target's fault, too; what it holds is not shown.
            return new Verdict.Failed(
                    "an answer of the form that the contract names",
                    unfit.getClass().getSimpleName() + " while it was read");
        }
    }

    private static String reason(IOException broken) {
        return broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
    }

    /** @return what could not be taken over; empty where all is gone */
    private static String leave(Bench bench) {
        try {
            bench.leave();
            return "";
        } catch (IOException | Deviation unfit) {
            return "something may have stayed in inboxes: " + unfit.getMessage();
        }
    }
}
