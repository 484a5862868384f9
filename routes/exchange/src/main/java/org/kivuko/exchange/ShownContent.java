package org.kivuko.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;

/**
 * A kept message for whoever may look into it: as its sender sent it, and as its recipients were given it. No delivery is kept
 * itself: it is written again by what wrote it, under the ruling of its own instant, and shown only where that ruling says what is
 * recorded. Changes nothing. Thread-safe.
 */
public final class ShownContent {
    private final Again again;
    private final Vault vault;
    private final Rulebook rulebook;
    private final FactsCollector facts;
    private final DeliveryWriter deliveries;

    public ShownContent(Again again, Vault vault, Rulebook rulebook, FactsCollector facts, DeliveryWriter deliveries) {
        this.again = again;
        this.vault = vault;
        this.rulebook = rulebook;
        this.facts = facts;
        this.deliveries = deliveries;
    }

    /** What the ledger recorded of a delivery that crossed. */
    public record Given(
            UUID delivery,
            AgencyId recipient,
            Outcome outcome,
            Instant judgedAt,
            List<String> rules,
            List<String> agreements,
            List<String> removed,
            List<String> transformed,
            Handling handling,
            Optional<LinkNumber> link,
            Optional<Instant> acknowledgeBy,
            Optional<Instant> retainUntil) {
        private boolean says(Ruling ruling) {
            return outcome == ruling.outcome()
                    && rules.equals(ruling.rules())
                    && agreements.equals(ruling.agreements())
                    && removed.equals(ruling.removed())
                    && transformed.equals(ruling.transformed())
                    && handling == ruling.handling();
        }
    }

    /**
     * The message as its sender sent it.
     *
     * @throws Vault.BrokenSeal where the secret of the data folder does not belong to the ledger
     */
    public JsonNode received(MessageKey key, SealedContent content) {
        return KeptMessage.read(vault.open(key.toString(), content)).json();
    }

    /** What recipients were given; without those of which nobody can say any more what it was. */
    public Map<AgencyId, JsonNode> delivered(Collection<Given> given) {
        Map<UUID, Reopened> opened =
                again.open(given.stream().map(Given::delivery).toList());
        var shown = new LinkedHashMap<AgencyId, JsonNode>();
        for (Given each : given) {
            Optional.ofNullable(opened.get(each.delivery()))
                    .flatMap(reopened -> delivered(each, reopened))
                    .ifPresent(event -> shown.put(each.recipient(), event));
        }
        return shown;
    }

    private Optional<JsonNode> delivered(Given given, Reopened opened) {
        var agreements = rulebook.agreements();
        Original original = opened.original();
        Facts known = facts.again(agreements, opened.outbox(), List.of(opened), given.judgedAt())
                .get(original.delivery());
        // What was held and crossed had been released by who had to.
        Facts used = original.wasHeld() ? known.withReview(Facts.Review.RELEASED) : known;
        Ruling ruling = Judging.judge(agreements, opened.admitted(), given.recipient(), given.judgedAt(), used);
        if (!ruling.outcome().crosses() || !given.says(ruling)) {
            return Optional.empty();
        }
        var rejudged = new SecondJudgement.Rejudged(
                opened.message(), opened.admitted().references(), ruling, Optional.empty());
        var delivery = new Delivery(given.delivery(), ruling, original.shownToSender(), used, Traces.NONE);
        var inbox = new Inbox(
                given.recipient(), opened.outbox().channel(), opened.outbox().lane());
        byte[] anew = deliveries.write(inbox, rejudged, delivery, given.link()).body();
        byte[] clocks = GivenClocks.write(given.acknowledgeBy(), given.retainUntil());
        return Optional.of((ObjectNode) MessageJson.tree(GivenClocks.earlier(clocks, anew)));
    }
}
