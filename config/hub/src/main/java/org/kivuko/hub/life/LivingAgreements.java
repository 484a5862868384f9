package org.kivuko.hub.life;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.agreement.Agreement;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.HubSettings.Signatures;
import org.kivuko.hub.signing.ActChain;
import org.kivuko.hub.signing.KeyRing;
import org.kivuko.hub.signing.SignedAct;

/**
 * All agreements of a configuration as they stand, from what its folder and the acts that a hub has recorded say. Immutable.
 *
 * @param all in the order of their ids
 * @param keys by which signatures were checked
 */
public record LivingAgreements(List<LivingAgreement> all, KeyRing keys, Signatures way) {
    public LivingAgreements {
        all = List.copyOf(all);
    }

    /**
     * Made of what the folder and the recorded acts say.
     *
     * @param recorded the acts that were recorded, by the digest of the text that they are about
     * @param before an earlier making, of which what has not changed is taken over: checking signatures takes time
     */
    static LivingAgreements of(
            Configuration.Loaded configuration,
            Map<String, List<ActChain.Line>> recorded,
            Optional<LivingAgreements> before) {
        var way = configuration.settings().signatures();
        var reusable = before.filter(it -> it.way == way && it.keys.equals(configuration.keys()));
        return new LivingAgreements(
                configuration.agreements().stream()
                        .map(agreement -> living(configuration, agreement, recorded, reusable))
                        .toList(),
                configuration.keys(),
                way);
    }

    private static LivingAgreement living(
            Configuration.Loaded configuration,
            Agreement agreement,
            Map<String, List<ActChain.Line>> recorded,
            Optional<LivingAgreements> before) {
        var paper = configuration.texts().get(agreement.id());
        var lines = recorded.getOrDefault(paper.text().digest(), List.of());
        return before.flatMap(it -> it.find(agreement.id()))
                .filter(it -> it.isOf(agreement, paper, lines))
                .orElseGet(() -> LivingAgreement.of(
                        agreement,
                        paper,
                        lines,
                        configuration.keys(),
                        configuration.settings().signatures()));
    }

    /** With one agreement in place of that of the same text. */
    LivingAgreements with(LivingAgreement other) {
        return new LivingAgreements(
                all.stream()
                        .map(it -> it.text().equals(other.text()) ? other : it)
                        .toList(),
                keys,
                way);
    }

    /** What the folder alone says, without a hub: each act counts from when its authority says it acted. */
    public static LivingAgreements ofFolder(Configuration.Loaded configuration) {
        var recorded = new HashMap<String, List<ActChain.Line>>();
        configuration
                .texts()
                .values()
                .forEach(paper -> recorded.put(
                        paper.text().digest(),
                        paper.papers().acts().stream()
                                .map(compact -> new ActChain.Line(
                                        compact,
                                        SignedAct.read(compact)
                                                .map(SignedAct::at)
                                                .orElse(Instant.MIN)))
                                .toList()));
        return of(configuration, recorded, Optional.empty());
    }

    /** In the order of their ids. */
    public List<Agreement> agreements() {
        return all.stream().map(LivingAgreement::agreement).toList();
    }

    public Optional<LivingAgreement> find(String id) {
        return all.stream().filter(it -> it.agreement().id().equals(id)).findFirst();
    }

    /** What is wrong with signatures and acts, a sentence for each that names its agreement. */
    public List<String> faults() {
        return all.stream()
                .flatMap(it -> it.faults().stream().map(fault -> it.text().reference() + ": " + fault))
                .toList();
    }

    /** In a few words how the agreements are signed: for health, pages and the {@code ready} line. */
    public String inWords(boolean demonstrationKeys) {
        if (way == Signatures.NONE) {
            return "unsigned";
        }
        if (demonstrationKeys) {
            return "demonstration keys";
        }
        long unsigned = all.stream().filter(it -> !it.unsigned().isEmpty()).count();
        return unsigned == 0
                ? "signed"
                : "signatures required, " + unsigned + " of " + all.size() + " agreements without every party's";
    }
}
