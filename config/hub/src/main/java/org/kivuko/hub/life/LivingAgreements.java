package org.kivuko.hub.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.HubSettings.Signatures;
import org.kivuko.hub.configuration.KeptText;
import org.kivuko.hub.configuration.SignedText;
import org.kivuko.hub.signing.ActChain;
import org.kivuko.hub.signing.KeyRing;
import org.kivuko.hub.signing.SignedAct;

/**
 * All agreements of a configuration as they stand, from what its folder and the acts that a hub has recorded say. Immutable.
 *
 * @param written as their files say, in the order of their ids
 * @param kept texts of the same agreements that were in force before
 * @param keys by which signatures were checked
 * @param at when it was asked which version of each is in charge
 */
public record LivingAgreements(
        List<LivingAgreement> written, List<LivingAgreement> kept, KeyRing keys, Signatures way, Instant at) {
    public LivingAgreements {
        written = List.copyOf(written);
        kept = List.copyOf(kept);
    }

    /**
     * What a hub has recorded.
     *
     * @param acts by the digest of the text that they are about
     * @param texts that were in force, each with its signatures
     */
    record Recorded(Map<String, List<ActChain.Line>> acts, List<SignedText> texts) {
        List<ActChain.Line> about(SignedText paper) {
            return acts.getOrDefault(paper.text().digest(), List.of());
        }
    }

    /**
     * Made of what the folder and the records say.
     *
     * @param before an earlier making, of which what has not changed is taken over: checking signatures takes time
     */
    static LivingAgreements of(
            Configuration.Loaded configuration, Recorded recorded, Optional<LivingAgreements> before, Instant now) {
        var way = configuration.settings().signatures();
        var keys = configuration.keys();
        var known = before.filter(it -> it.way == way && it.keys.equals(keys))
                .map(it -> it.texts().toList())
                .orElse(List.of());
        var written = new ArrayList<LivingAgreement>();
        var kept = new ArrayList<LivingAgreement>();
        for (Agreement agreement : configuration.agreements()) {
            var paper = configuration.texts().get(agreement.id());
            written.add(made(agreement, paper, recorded, known, keys, way));
        }
        if (way == Signatures.REQUIRED) {
            for (SignedText paper : recorded.texts()) {
                if (configuration.texts().containsKey(paper.text().agreement())) {
                    KeptText.read(paper.text(), configuration.directory())
                            .ifPresent(agreement -> kept.add(made(agreement, paper, recorded, known, keys, way)));
                }
            }
        }
        return new LivingAgreements(written, kept, keys, way, now);
    }

    private static LivingAgreement made(
            Agreement agreement,
            SignedText paper,
            Recorded recorded,
            List<LivingAgreement> known,
            KeyRing keys,
            Signatures way) {
        var lines = recorded.about(paper);
        return known.stream()
                .filter(it -> it.isOf(agreement, paper, lines))
                .findFirst()
                .orElseGet(() -> LivingAgreement.of(agreement, paper, lines, keys, way));
    }

    /** Every version that is known. */
    Stream<LivingAgreement> texts() {
        return Stream.concat(written.stream(), kept.stream());
    }

    /** The version of each that is in charge, in the order of their ids. */
    public List<LivingAgreement> all() {
        return written.stream().map(this::inCharge).toList();
    }

    private LivingAgreement inCharge(LivingAgreement it) {
        // The same text is kept for the day on which its signatures are missing beside the file.
        var others = kept.stream()
                .filter(other -> other.agreement().id().equals(it.agreement().id()))
                .filter(other ->
                        !other.text().equals(it.text()) || !it.unsigned().isEmpty())
                .toList();
        return others.isEmpty() ? it : Versions.inCharge(it, others, at);
    }

    /** The same asked at another moment. */
    LivingAgreements at(Instant now) {
        return new LivingAgreements(written, kept, keys, way, now);
    }

    /** When another version takes over although nobody does anything. */
    Optional<Instant> nextTurn() {
        return written.stream()
                .flatMap(it -> Versions.takesOver(it, at).stream())
                .min(Comparator.naturalOrder());
    }

    /** With one agreement in place of that of the same text. */
    LivingAgreements with(LivingAgreement other) {
        return new LivingAgreements(replaced(written, other), replaced(kept, other), keys, way, at);
    }

    private static List<LivingAgreement> replaced(List<LivingAgreement> list, LivingAgreement other) {
        return list.stream()
                .map(it -> it.text().equals(other.text()) && it.paper().equals(other.paper()) ? other : it)
                .toList();
    }

    /** What the folder alone says, without a hub: each act counts from when its authority says it acted. */
    public static LivingAgreements ofFolder(Configuration.Loaded configuration) {
        var acts = new HashMap<String, List<ActChain.Line>>();
        configuration
                .texts()
                .values()
                .forEach(paper -> acts.put(
                        paper.text().digest(),
                        paper.papers().acts().stream()
                                .map(compact -> new ActChain.Line(
                                        compact,
                                        SignedAct.read(compact)
                                                .map(SignedAct::at)
                                                .orElse(Instant.MIN)))
                                .toList()));
        return of(configuration, new Recorded(acts, List.of()), Optional.empty(), Instant.MAX);
    }

    /** In the order of their ids. */
    public List<Agreement> agreements() {
        return all().stream().map(LivingAgreement::agreement).toList();
    }

    /** The version in charge. */
    public Optional<LivingAgreement> find(String id) {
        return written.stream()
                .filter(it -> it.agreement().id().equals(id))
                .findFirst()
                .map(this::inCharge);
    }

    /** A version, in charge or not; what its file says goes before what was kept. */
    Optional<LivingAgreement> find(String id, int version) {
        return Stream.concat(find(id).stream(), texts())
                .filter(it -> it.agreement().id().equals(id) && it.agreement().version() == version)
                .findFirst();
    }

    /** What their files say where another version is in charge. */
    List<LivingAgreement> waiting() {
        return written.stream()
                .filter(it -> !inCharge(it).text().equals(it.text()))
                .toList();
    }

    /** What is wrong with signatures and acts, a sentence for each that names its agreement. */
    public List<String> faults() {
        return written.stream()
                .flatMap(it -> Stream.concat(faults(it), beside(it).stream()))
                .toList();
    }

    private static Stream<String> faults(LivingAgreement it) {
        return it.faults().stream().map(fault -> it.text().reference() + ": " + fault);
    }

    private List<String> beside(LivingAgreement it) {
        var inCharge = inCharge(it);
        if (inCharge.paper().equals(it.paper())) {
            return List.of();
        }
        return Stream.concat(Stream.of(Versions.why(it, inCharge, at)), faults(inCharge))
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
        var all = all();
        long unsigned = all.stream().filter(it -> !it.unsigned().isEmpty()).count();
        return unsigned == 0
                ? "signed"
                : "signatures required, " + unsigned + " of " + all.size() + " agreements without every party's";
    }
}
