package org.kivuko.hub;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kivuko.connector.http.RuleChanges;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.exchange.Digests;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.hub.analysis.AnalysisDesk;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.HubSettings.Signatures;
import org.kivuko.hub.configuration.Problem;
import org.kivuko.hub.life.DemonstrationKeys;
import org.kivuko.hub.life.EndWatch;
import org.kivuko.hub.life.LivingRules;
import org.kivuko.hub.life.SharedConfiguration;
import org.kivuko.model.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of a running hub, and what its doors, pages and health say of them. Thread-safe. */
final class HubRules implements RuleChanges {
    private static final Logger LOG = LoggerFactory.getLogger(HubRules.class);

    private final HubOptions options;
    private final Path demonstration;
    private final Clock clock;
    private final SharedConfiguration shared;
    private final LivingRules rules;
    private Configuration.Loaded whole;
    private Instant asOf;

    /** @param configuration what this hub's own folder says */
    HubRules(
            HubOptions options,
            Configuration.Loaded configuration,
            PostgresLedger ledger,
            Digests digests,
            DataFolder data,
            Clock clock)
            throws IOException {
        this.options = options;
        this.demonstration = data.folder("demonstration");
        this.clock = clock;
        shared =
                new SharedConfiguration(options.config(), data.folder("configuration"), ledger.configurations(), clock);
        whole = signed(shared.start(configuration));
        asOf = clock.instant();
        rules = LivingRules.open(whole.asOf(asOf), ledger.life(), ledger.configurations(), digests, clock);
        LOG.info("agreements: {}", inWords());
    }

    ChangingRulebook rulebook() {
        return rules.rulebook();
    }

    LivingRules living() {
        return rules;
    }

    private Configuration.Loaded signed(Configuration.Loaded configuration) {
        if (!options.demonstration() || configuration.settings().signatures() != Signatures.REQUIRED) {
            return configuration;
        }
        try {
            return DemonstrationKeys.sign(configuration, demonstration, clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException("the demonstration's keys cannot be written", e);
        }
    }

    /** Follows what was recorded since, by whichever hub. */
    synchronized void follow() {
        try {
            shared.follow(this::adopt, rulebook()::doubt);
            if (whole.nextLeaving(asOf)
                    .filter(leaving -> !leaving.isAfter(clock.instant()))
                    .isPresent()) {
                adopt(whole);
            }
        } catch (LedgerUnavailable away) {
            LOG.debug("the configuration in force cannot be asked for", away);
        }
        rules.follow();
    }

    private void adopt(Configuration.Loaded next) {
        var signed = signed(next);
        var now = clock.instant();
        rules.adopt(signed.asOf(now));
        whole = signed;
        asOf = now;
    }

    /** Why nothing is judged; empty where it is. */
    Optional<String> doubt() {
        return rulebook().doubt();
    }

    /** Whether and how the agreements are signed, and that nothing is in force where that is so. */
    String inWords() {
        String signed = rules.living().inWords(rules.configuration().keys().demonstration());
        return rulebook().last().inForce(clock.instant()).isEmpty() ? signed + ": nothing is in force" : signed;
    }

    @Override
    public String signatures() {
        return inWords();
    }

    /** The same with every fault of signatures and acts, and what ends soon. */
    String health() {
        var parts = new ArrayList<String>();
        parts.add(inWords());
        doubt().ifPresent(why -> parts.add("nothing is judged: " + why));
        shared.notice().ifPresent(parts::add);
        parts.addAll(rules.living().faults());
        parts.addAll(EndWatch.near(rules, clock));
        return String.join("; ", parts);
    }

    @Override
    public Result act(String jws, Caller caller) {
        return rules.act(jws, caller);
    }

    @Override
    public Optional<ObjectNode> acts(String agreement) {
        return rules.acts(agreement);
    }

    @Override
    public synchronized Result reload() {
        var put = shared.put();
        if (put instanceof SharedConfiguration.Unusable unusable) {
            return refused(unusable.problems());
        }
        if (put instanceof SharedConfiguration.Overtaken) {
            return Refused.of(
                    Code.CONFLICT, "another hub has just put another configuration in force; look at it and ask again");
        }
        adopt(((SharedConfiguration.InForce) put).configuration());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("agreements", inWords());
        var list = json.putArray("notices");
        rules.living().faults().forEach(list::add);
        return new Done(json);
    }

    private static Refused refused(List<Problem> problems) {
        return new Refused(problems.stream().map(AnalysisDesk::fault).toList());
    }

    /** What is in force for every hub of the database, signed or not. */
    synchronized Configuration.Loaded held() {
        return whole;
    }
}
