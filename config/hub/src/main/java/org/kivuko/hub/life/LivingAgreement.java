package org.kivuko.hub.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kivuko.agreement.Act;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Life;
import org.kivuko.hub.configuration.HubSettings.Signatures;
import org.kivuko.hub.configuration.SignedText;
import org.kivuko.hub.signing.ActChain;
import org.kivuko.hub.signing.AgreementText;
import org.kivuko.hub.signing.KeyRing;
import org.kivuko.hub.signing.SignedAct;
import org.kivuko.hub.signing.TextSignature;

/**
 * One agreement as its signatures and acts make it. Immutable.
 *
 * @param agreement with its life
 * @param paper what its parties sign, and what lies beside it
 * @param signing the signatures on the text that count
 * @param chain the acts that were recorded about this text
 * @param faults what is wrong with its signatures and acts, one sentence each
 */
public record LivingAgreement(
        Agreement agreement, SignedText paper, List<Act.Sign> signing, ActChain chain, List<String> faults) {
    public LivingAgreement {
        signing = List.copyOf(signing);
        faults = List.copyOf(faults);
    }

    /** @param recorded the acts about this text, in their order */
    static LivingAgreement of(
            Agreement written, SignedText paper, List<ActChain.Line> recorded, KeyRing keys, Signatures way) {
        var chain = ActChain.check(paper.text(), recorded, keys);
        var faults = new ArrayList<String>();
        chain.fault().ifPresent(fault -> faults.add("its acts count for nothing: " + fault));
        var signing = way == Signatures.REQUIRED
                ? signatures(written, paper, keys, faults)
                : Collections.<Act.Sign>emptyList();
        return new LivingAgreement(written.with(life(written, signing, chain, way)), paper, signing, chain, faults);
    }

    private static Life life(Agreement written, List<Act.Sign> signing, ActChain chain, Signatures way) {
        if (way == Signatures.NONE) {
            return Life.fromWritten(written, chain.fault().isEmpty() ? chain.meaning() : List.of());
        }
        if (chain.fault().isPresent()) {
            // Something was taken out or changed: nobody knows whether it was a suspension.
            return Life.of(written, List.of());
        }
        // None is later than the first act, since acts rest on signatures.
        var latest =
                chain.acts().stream().map(ActChain.Recorded::from).findFirst().orElse(Instant.MAX);
        var acts = new ArrayList<Act>();
        signing.forEach(it -> acts.add(it.at().isBefore(latest) ? it : new Act.Sign(it.party(), latest)));
        acts.addAll(chain.meaning());
        return Life.of(written, acts);
    }

    /** In the order of their instants. */
    private static List<Act.Sign> signatures(Agreement written, SignedText paper, KeyRing keys, List<String> faults) {
        var signing = new ArrayList<Act.Sign>();
        for (String party : written.parties()) {
            String signature = paper.papers().signatures().get(party);
            if (signature == null) {
                continue;
            }
            var checked = TextSignature.check(paper.text(), signature, keys);
            if (checked instanceof TextSignature.Valid valid
                    && valid.by().state().equals(party)) {
                signing.add(new Act.Sign(party, valid.at()));
            } else {
                faults.add("the signature of " + party + " is void: "
                        + (checked instanceof TextSignature.Invalid bad
                                ? bad.why()
                                : "another state's authority made it"));
            }
        }
        signing.sort(Comparator.comparing(Act.Sign::at));
        return signing;
    }

    /** With one more act, which {@link #refusal} did not refuse; its signature is not looked at again. */
    LivingAgreement and(SignedAct act, Instant from, Signatures way) {
        var longer = chain.and(new ActChain.Recorded(act, from));
        return new LivingAgreement(
                agreement.with(life(agreement, signing, longer, way)), paper, signing, longer, faults);
    }

    /** Whether it was made of just this, so that it need not be made again. */
    boolean isOf(Agreement written, SignedText other, List<ActChain.Line> recorded) {
        return chain.fault().isEmpty()
                && paper.equals(other)
                && chain.lines().equals(recorded)
                && agreement.with(written.life()).equals(written);
    }

    public AgreementText text() {
        return paper.text();
    }

    /** The parties whose signature on the text counts. */
    public List<String> signed() {
        return signing.stream().map(Act.Sign::party).toList();
    }

    /** Why an act cannot be appended now, and count from this instant on; empty where it can. */
    Optional<String> refusal(SignedAct act, Instant from, KeyRing keys, Signatures way) {
        Optional<String> misfit = chain.fault().or(() -> chain.refusal(text(), act, keys));
        if (misfit.isPresent()) {
            return misfit;
        }
        var before = new ArrayList<Act>();
        if (way == Signatures.REQUIRED) {
            signed().forEach(party -> before.add(new Act.Sign(party, Instant.MIN)));
        }
        before.addAll(chain.meaning());
        var refusal = way == Signatures.REQUIRED
                ? Life.refusal(agreement, before, act.act(from))
                : Life.refusalFromWritten(agreement, before, act.act(from));
        return refusal.map(why -> why.sentence());
    }

    /** Why an act that is put beside the agreement would not count; empty where it would. */
    public Optional<String> misgiving(SignedAct act, KeyRing keys) {
        return refusal(act, act.at(), keys, Signatures.REQUIRED);
    }

    /** The parties whose signature is missing or void. */
    public List<String> unsigned() {
        return agreement.parties().stream()
                .filter(party -> !signed().contains(party))
                .toList();
    }
}
