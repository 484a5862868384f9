package org.kivuko.hub.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
 * @param signed the parties whose signature on the text counts
 * @param chain the acts that were recorded about this text
 * @param faults what is wrong with its signatures and acts, one sentence each
 */
public record LivingAgreement(
        Agreement agreement, AgreementText text, List<String> signed, ActChain chain, List<String> faults) {
    public LivingAgreement {
        signed = List.copyOf(signed);
        faults = List.copyOf(faults);
    }

    /** @param recorded the acts about this text, in their order */
    static LivingAgreement of(
            Agreement written, SignedText paper, List<ActChain.Line> recorded, KeyRing keys, Signatures way) {
        var chain = ActChain.check(paper.text(), recorded, keys);
        var faults = new ArrayList<String>();
        chain.fault().ifPresent(fault -> faults.add("its acts count for nothing: " + fault));
        var signing = way == Signatures.REQUIRED
                ? signatures(written, paper, keys, chain, faults)
                : Collections.<Act>emptyList();
        var parties = signing.stream().map(Act::party).toList();
        var acts = new ArrayList<>(signing);
        if (chain.fault().isEmpty()) {
            acts.addAll(chain.meaning());
        } else if (way == Signatures.REQUIRED) {
            // Something was taken out or changed: nobody knows whether it was a suspension.
            acts.clear();
        }
        var life = way == Signatures.REQUIRED ? Life.of(written, acts) : Life.fromWritten(written, acts);
        return new LivingAgreement(written.with(life), paper.text(), parties, chain, faults);
    }

    /** In the order of their instants; none is later than the first act, since acts rest on signatures. */
    private static List<Act> signatures(
            Agreement written, SignedText paper, KeyRing keys, ActChain chain, List<String> faults) {
        var signing = new ArrayList<Act>();
        var latest =
                chain.acts().stream().map(ActChain.Recorded::from).findFirst().orElse(Instant.MAX);
        for (String party : written.parties()) {
            String signature = paper.papers().signatures().get(party);
            if (signature == null) {
                continue;
            }
            var checked = TextSignature.check(paper.text(), signature, keys);
            if (checked instanceof TextSignature.Valid valid
                    && valid.by().state().equals(party)) {
                signing.add(new Act.Sign(party, valid.at().isBefore(latest) ? valid.at() : latest));
            } else {
                faults.add("the signature of " + party + " is void: "
                        + (checked instanceof TextSignature.Invalid bad
                                ? bad.why()
                                : "another state's authority made it"));
            }
        }
        signing.sort((one, other) -> one.at().compareTo(other.at()));
        return signing;
    }

    /** Why an act cannot be appended now, and count from this instant on; empty where it can. */
    Optional<String> refusal(SignedAct act, Instant from, KeyRing keys, Signatures way) {
        Optional<String> misfit = chain.fault().or(() -> chain.refusal(text, act, keys));
        if (misfit.isPresent()) {
            return misfit;
        }
        var before = new ArrayList<Act>();
        if (way == Signatures.REQUIRED) {
            signed.forEach(party -> before.add(new Act.Sign(party, Instant.MIN)));
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
                .filter(party -> !signed.contains(party))
                .toList();
    }
}
