package org.kivuko.hub.life;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.PairHash;
import org.kivuko.connector.http.RuleChanges;
import org.kivuko.connector.http.RuleChanges.Done;
import org.kivuko.connector.http.RuleChanges.Refused;
import org.kivuko.connector.postgres.LifeBook;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Times;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.signing.ActChain;
import org.kivuko.hub.signing.SignedAct;
import org.kivuko.model.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of a running hub: the configuration that holds and the acts that were recorded, made into agreements, and made
 * again whenever one of the two changes, here or at another hub of the same database. Thread-safe.
 */
public final class LivingRules {
    private static final Logger LOG = LoggerFactory.getLogger(LivingRules.class);
    /** By how much the clock of an authority may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final LifeBook book;
    private final PairHash hash;
    private final Clock clock;
    private final List<Consumer<Configuration.Loaded>> followers = new CopyOnWriteArrayList<>();
    private final ChangingRulebook rulebook;
    private volatile Configuration.Loaded configuration;
    private volatile LivingAgreements living;
    private long seen;

    private LivingRules(Configuration.Loaded first, LifeBook book, PairHash hash, Clock clock) {
        this.configuration = first;
        this.book = book;
        this.hash = hash;
        this.clock = clock;
        seen = book.position();
        living = LivingAgreements.of(first, recorded());
        rulebook = new ChangingRulebook(compiled(), clock.instant());
    }

    /** The rules at the start of a hub; acts that lie beside the agreements and were not recorded yet are. */
    public static LivingRules open(Configuration.Loaded configuration, LifeBook book, PairHash hash, Clock clock) {
        var rules = new LivingRules(configuration, book, hash, clock);
        rules.takeActsOfFolder();
        rules.refresh();
        return rules;
    }

    /** The agreements as they stand at this moment, and who is told when they change. */
    public ChangingRulebook rulebook() {
        return rulebook;
    }

    /** The agreements with their signatures and acts. */
    public LivingAgreements living() {
        return living;
    }

    public Configuration.Loaded configuration() {
        return configuration;
    }

    /** Tells somebody of each new configuration, before it is judged by: queues and accounts have to be there. */
    public void onConfiguration(Consumer<Configuration.Loaded> follower) {
        followers.add(follower);
    }

    /** Takes another configuration in place of the one that holds. */
    public synchronized void adopt(Configuration.Loaded next) {
        followers.forEach(follower -> follower.accept(next));
        configuration = next;
        living = LivingAgreements.of(next, recorded());
        takeActsOfFolder();
        refresh();
    }

    /** Makes the agreements anew if an act was recorded since, by whichever hub. Does nothing while the database is away. */
    public synchronized void follow() {
        try {
            long position = book.position();
            if (position != seen) {
                refresh();
                seen = position;
            }
        } catch (LedgerUnavailable away) {
            LOG.debug("the book of acts cannot be read", away);
        }
    }

    private synchronized void refresh() {
        living = LivingAgreements.of(configuration, recorded());
        living.faults().forEach(fault -> LOG.warn("{}", fault));
        var next = compiled();
        if (!next.all().equals(rulebook.agreements().all())
                || next.directory() != rulebook.agreements().directory()) {
            rulebook.change(next, clock.instant());
            LOG.info("the agreements have changed");
        }
    }

    private Agreements compiled() {
        return Agreements.of(configuration.directory(), living.agreements(), hash);
    }

    private Map<String, List<ActChain.Line>> recorded() {
        var lines = new HashMap<String, List<ActChain.Line>>();
        book.acts().forEach(act -> lines.computeIfAbsent(act.textDigest(), text -> new ArrayList<>())
                .add(new ActChain.Line(act.jws(), act.recordedAt())));
        return lines;
    }

    /** What lies beside the agreements is handed in like any other act; what does not follow stays where it is. */
    private synchronized void takeActsOfFolder() {
        configuration.texts().values().forEach(paper -> {
            for (String compact : paper.papers().acts()) {
                var act = SignedAct.read(compact);
                if (act.isPresent() && !isRecorded(act.get())) {
                    var result = append(act.get());
                    if (result instanceof Refused refused) {
                        LOG.warn(
                                "{} beside the agreement is not taken: {}",
                                act.get(),
                                refused.faults().get(0).detail());
                    }
                }
            }
        });
    }

    private boolean isRecorded(SignedAct act) {
        String digest = act.digest();
        return living.find(act.agreement()).stream()
                .flatMap(it -> it.chain().acts().stream())
                .anyMatch(recorded -> recorded.act().digest().equals(digest));
    }

    /** Appends an act that was signed elsewhere. The signature decides; the caller must be of that state, or an operator. */
    public RuleChanges.Result act(String compact, Caller caller) {
        var act = SignedAct.read(compact);
        if (act.isEmpty()) {
            return Refused.of(Code.SCHEMA_VIOLATION, "this is no signed act");
        }
        boolean own = !(caller instanceof Caller.OfAgency agency)
                || agency.agency().state().equals(act.get().by().state());
        return own
                ? append(act.get())
                : Refused.of(Code.NOT_ALLOWED, "an act of another state is that state's to hand in");
    }

    private synchronized RuleChanges.Result append(SignedAct act) {
        var found = living.find(act.agreement());
        if (found.isEmpty() || found.get().agreement().version() != act.version()) {
            return Refused.of(Code.NOT_FOUND, "this hub holds no " + act.agreement() + "@" + act.version());
        }
        var agreement = found.get();
        Instant now = clock.instant();
        if (act.at().isAfter(now.plus(AHEAD))) {
            return Refused.of(Code.SCHEMA_VIOLATION, "the act is dated ahead of this hub's clock");
        }
        if (!act.previous().equals(agreement.chain().head())) {
            return Refused.of(Code.CONFLICT, "the act does not follow the last one; ask for the acts and sign again");
        }
        var refusal = agreement.refusal(
                act, now, configuration.keys(), configuration.settings().signatures());
        if (refusal.isPresent()) {
            return Refused.of(Code.SCHEMA_VIOLATION, refusal.get());
        }
        var row = new LifeBook.ActRow(
                agreement.text().digest(),
                act.previous(),
                act.digest(),
                act.agreement(),
                act.deed().code(),
                act.compact(),
                now);
        if (!book.append(row)) {
            return Refused.of(Code.CONFLICT, "another act was recorded first; ask for the acts and sign again");
        }
        LOG.info("recorded: {}", act);
        refresh();
        return new Done(document(living.find(act.agreement()).orElseThrow()));
    }

    /** The acts about an agreement; empty where there is none of this id. */
    public Optional<ObjectNode> acts(String agreement) {
        return living.find(agreement).map(this::document);
    }

    private ObjectNode document(LivingAgreement it) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("agreement", it.agreement().id());
        json.put("version", it.agreement().version());
        json.put("digest", it.text().digest());
        json.put("state", it.agreement().life().at(clock.instant()).state().code());
        it.signed().forEach(json.putArray("signedBy")::add);
        json.put("head", it.chain().head());
        var list = json.putArray("acts");
        it.chain().acts().forEach(recorded -> {
            var act = recorded.act();
            ObjectNode one = list.addObject();
            one.put("act", act.deed().code());
            act.annex().ifPresent(annex -> one.put("annex", annex));
            one.put("by", act.by().toString());
            one.put("at", Times.text(act.at()));
            one.put("from", Times.text(recorded.from()));
            one.put("jws", act.compact());
        });
        return json;
    }
}
