package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Received;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageJson;

/**
 * Facts as they are recorded with a ruling, so that an audit can judge again: codes, counts and names of agencies, no
 * personal data. Earlier releases stand there by name; their figures are kept elsewhere.
 */
public final class FactsText {
    private FactsText() {}

    /** JSON; empty where nothing was known. */
    public static Optional<String> of(Facts facts) {
        if (facts.equals(Facts.NONE)) {
            return Optional.empty();
        }
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        if (facts.threadProtected()) {
            text.put("threadProtected", true);
        }
        if (facts.threadHandling() != Handling.H0) {
            text.put("threadHandling", facts.threadHandling().code());
        }
        if (facts.register() != Facts.Register.NOT_ASKED) {
            text.put("register", facts.register().name());
        }
        if (!facts.used().isEmpty()) {
            ObjectNode used = text.putObject("used");
            new TreeMap<>(facts.used()).forEach(used::put);
        }
        facts.received().forEach(received -> received(text.withArray("received").addObject(), received));
        facts.earlierReleases().forEach(release -> text.withArray("earlierReleases")
                .addObject()
                .put("reportId", release.reportId())
                .put("revision", release.revision()));
        texts(text, "emergencies", facts.emergencies().keySet());
        texts(text, "suspended", facts.suspended());
        if (facts.review() != Facts.Review.NONE) {
            text.put("review", facts.review().name());
        }
        facts.given().ifPresent(given -> {
            ObjectNode before = text.putObject("given");
            texts(before, "rules", given.rules());
            texts(before, "removed", given.removed());
            texts(before, "transformed", given.transformed());
        });
        facts.exercise().ifPresent(open -> {
            ObjectNode exercise =
                    text.putObject("exercise").put("name", open.name()).put("run", open.run());
            texts(exercise, "participants", open.participants());
        });
        facts.newestVersion().ifPresent(sent -> text.put("newestVersion", sent.toString()));
        return Optional.of(new String(MessageJson.write(text), StandardCharsets.UTF_8));
    }

    private static void received(ObjectNode text, Received received) {
        text.put("originator", received.originator().toString())
                .put("onward", received.passing().onward().code())
                .put("evidence", received.passing().evidence().code());
        texts(text, "to", received.passing().to());
        texts(text, "addressed", received.addressed());
        texts(text, "consented", received.consented());
        texts(text, "consentedAsEvidence", received.consentedAsEvidence());
    }

    private static void texts(ObjectNode text, String name, Collection<?> values) {
        values.stream().map(Object::toString).sorted().forEach(value -> text.withArray(name)
                .add(value));
    }
}
