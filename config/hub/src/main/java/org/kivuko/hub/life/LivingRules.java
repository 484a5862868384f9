package org.kivuko.hub.life;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.PairHash;
import org.kivuko.connector.http.RuleChanges;
import org.kivuko.connector.http.RuleChanges.Done;
import org.kivuko.connector.http.RuleChanges.Refused;
import org.kivuko.connector.postgres.ConfigurationBook;
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
    private static final int TRIES = 3;

    private final LifeBook book;
    private final SignedTexts texts;
    private final PairHash hash;
    private final Clock clock;
    private final List<Consumer<Configuration.Loaded>> followers = new CopyOnWriteArrayList<>();
    private final ChangingRulebook rulebook;
    private volatile Configuration.Loaded configuration;
    private volatile LivingAgreements living;
    private long seen;

    private LivingRules(Configuration.Loaded first, LifeBook book, ConfigurationBook kept, PairHash hash, Clock clock) {
        this.configuration = first;
        this.book = book;
        this.texts = new SignedTexts(kept);
        this.hash = hash;
        this.clock = clock;
        living = made();
        takeActsOfFolder();
        sayFaults();
        texts.keep(living, clock.instant());
        rulebook = new ChangingRulebook(compiled(), clock.instant());
    }

    /** The rules at the start of a hub; acts that lie beside the agreements and were not recorded yet are. */
    public static LivingRules open(
            Configuration.Loaded configuration, LifeBook book, ConfigurationBook kept, PairHash hash, Clock clock) {
        return new LivingRules(configuration, book, kept, hash, clock);
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
        living = made();
        takeActsOfFolder();
        sayFaults();
        publish();
    }

    /** Makes the agreements anew if an act was recorded since, by whichever hub. Does nothing while the database is away. */
    public synchronized void follow() {
        try {
            boolean turns = living.nextTurn()
                    .filter(turn -> !turn.isAfter(clock.instant()))
                    .isPresent();
            if (turns || book.position() != seen) {
                living = made();
                sayFaults();
                publish();
            }
        } catch (LedgerUnavailable away) {
            LOG.debug("the book of acts cannot be read", away);
        }
    }

    private void sayFaults() {
        living.faults().forEach(fault -> LOG.warn("{}", fault));
    }

    /** Judged by from now on, if it is something else than before. */
    private void publish() {
        texts.keep(living, clock.instant());
        var before = rulebook.last();
        if (rulebook.doubt().isPresent()
                || before.directory() != configuration.directory()
                || !before.all().equals(living.agreements())) {
            rulebook.change(compiled(), clock.instant());
            LOG.info("the agreements have changed");
        }
    }

    private Agreements compiled() {
        return Agreements.of(configuration.directory(), living.agreements(), hash);
    }

    /** From the configuration and all that was recorded. */
    private LivingAgreements made() {
        // Asked first: what is appended meanwhile is then looked at once more.
        seen = book.position();
        var lines = new HashMap<String, List<ActChain.Line>>();
        book.acts().forEach(act -> lines.computeIfAbsent(act.textDigest(), text -> new ArrayList<>())
                .add(new ActChain.Line(act.jws(), act.recordedAt())));
        var recorded = new LivingAgreements.Recorded(lines, texts.all());
        return LivingAgreements.of(configuration, recorded, Optional.ofNullable(living), clock.instant());
    }

    /** What lies beside the agreements is handed in like any other act; what does not follow stays where it is. */
    private void takeActsOfFolder() {
        for (int tries = 0; tries < TRIES; tries++) {
            var intake = new Intake(living, clock.instant());
            var misfits = new ArrayList<String>();
            actsOfFolder().forEach(act -> intake.take(act)
                    .ifPresent(refused -> misfits.add(act + " beside the agreement is not taken: "
                            + refused.faults().get(0).detail())));
            if (record(intake)) {
                misfits.forEach(LOG::warn);
                return;
            }
            // Another hub was recording the same folder.
            living = made();
        }
        LOG.warn("acts beside the agreements were not recorded: other hubs were always faster");
    }

    private List<SignedAct> actsOfFolder() {
        var recorded = living.texts()
                .flatMap(it -> it.chain().acts().stream())
                .map(it -> it.act().digest())
                .collect(Collectors.toSet());
        return configuration.texts().values().stream()
                .flatMap(paper -> paper.papers().acts().stream())
                .flatMap(compact -> SignedAct.read(compact).stream())
                .filter(act -> !recorded.contains(act.digest()))
                .toList();
    }

    /** All acts of an intake in one transaction; false where another hub was faster. */
    private boolean record(Intake intake) {
        if (intake.rows().isEmpty()) {
            return true;
        }
        boolean recorded = book.append(intake.rows());
        if (recorded) {
            living = intake.living();
            LOG.info("recorded: {}", intake.acts());
        }
        return recorded;
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
        var intake = new Intake(living, clock.instant());
        var refused = intake.take(act);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!record(intake)) {
            return Refused.of(Code.CONFLICT, "another act was recorded first; ask for the acts and sign again");
        }
        publish();
        return new Done(document(living.find(act.agreement(), act.version()).orElseThrow()));
    }

    /** The acts about an agreement, and beside them those about a version that waits; empty where there is none of this id. */
    public Optional<ObjectNode> acts(String agreement) {
        return living.find(agreement).map(it -> {
            ObjectNode json = document(it);
            living.waiting().stream()
                    .filter(other -> other.agreement().id().equals(agreement))
                    .findFirst()
                    .ifPresent(other -> json.set("waiting", document(other)));
            return json;
        });
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
