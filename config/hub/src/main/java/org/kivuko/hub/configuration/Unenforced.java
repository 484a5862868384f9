package org.kivuko.hub.configuration;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Words of the wider vocabulary from which the agreement language grows, which this hub does not enforce yet. A key that is enforced from now on leaves this list
 * and enters a {@link Shape}.
 */
final class Unenforced {
    private static final List<String> WORDS = List.of(
            "supersedes",
            "renewal",
            "suspension",
            "legalBasis",
            "reciprocity",
            "competentAuthorities",
            "centralContact",
            "channel",
            "minCertainty",
            "specialData",
            "minCell",
            "minCellBy",
            "secondarySuppression",
            "rounding",
            "evaluationRequired",
            "masking",
            "evidenceUse",
            "protection",
            "humanReview",
            "sla",
            "rateCaps",
            "maxSize",
            "queueTtl",
            "translation",
            "audit",
            "breachNotice",
            "correctionNotice",
            "exercise",
            "emergencyOverride",
            "disputeBody",
            "consent",
            "obligations",
            "quotas");

    /** Each word with the sentence that refuses it. */
    static final Map<String, Shape.Refusal> KEYS =
            WORDS.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Unenforced::refusal));

    private Unenforced() {}

    static Shape.Refusal refusal(String key) {
        return new Shape.Refusal(
                "'" + key
                        + "' is not enforced yet; a rule that is accepted and ignored would be a promise nobody keeps",
                "take '" + key + "' out until a hub that enforces it runs");
    }
}
