package org.kivuko.hub;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kivuko.connector.http.RuleChanges;
import org.kivuko.connector.postgres.LifeBook;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.exchange.Digests;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.HubSettings.Signatures;
import org.kivuko.hub.configuration.Problem;
import org.kivuko.hub.life.DemonstrationKeys;
import org.kivuko.hub.life.EndWatch;
import org.kivuko.hub.life.LivingRules;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of a running hub, and what its doors, pages and health say of them. Thread-safe. */
final class HubRules implements RuleChanges {
    private static final Logger LOG = LoggerFactory.getLogger(HubRules.class);

    private final HubOptions options;
    private final Path demonstration;
    private final Clock clock;
    private final LivingRules rules;

    /** @param demonstration folder of the keys with which a demonstration signs */
    HubRules(
            HubOptions options,
            Configuration.Loaded configuration,
            LifeBook book,
            Digests digests,
            Path demonstration,
            Clock clock) {
        this.options = options;
        this.demonstration = demonstration;
        this.clock = clock;
        rules = LivingRules.open(signed(configuration), book, digests, clock);
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
    void follow() {
        rules.follow();
    }

    /** Whether and how the agreements are signed, and that nothing is in force where that is so. */
    String inWords() {
        String signed = rules.living().inWords(rules.configuration().keys().demonstration());
        return rulebook().agreements().inForce(clock.instant()).isEmpty() ? signed + ": nothing is in force" : signed;
    }

    /** The same with every fault of signatures and acts, and what ends soon. */
    String health() {
        var parts = new ArrayList<String>();
        parts.add(inWords());
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
    public Result reload() {
        var read = Configuration.load(options.config());
        if (read instanceof Configuration.Refused refused) {
            return refused(refused.problems());
        }
        var loaded = (Configuration.Loaded) read;
        rules.adopt(signed(loaded));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("agreements", inWords());
        var list = json.putArray("notices");
        rules.living().faults().forEach(list::add);
        return new Done(json);
    }

    private static Refused refused(List<Problem> problems) {
        return new Refused(problems.stream()
                .map(problem -> new Fault("", Code.SCHEMA_VIOLATION, problem + "; " + problem.remedy()))
                .toList());
    }
}
