package org.kivuko.hub.life;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.kivuko.connector.postgres.ConfigurationBook;
import org.kivuko.connector.postgres.ConfigurationBook.SignedRow;
import org.kivuko.hub.configuration.HubSettings.Signatures;
import org.kivuko.hub.configuration.SignedPapers;
import org.kivuko.hub.configuration.SignedText;
import org.kivuko.hub.signing.AgreementText;
import org.kivuko.model.MessageJson;

/**
 * The texts that were in force, kept in the database with their signatures. Nothing in it is believed: a text counts while its
 * signatures do. Not thread-safe.
 */
final class SignedTexts {
    private final ConfigurationBook book;
    private final Set<String> kept = new HashSet<>();

    SignedTexts(ConfigurationBook book) {
        this.book = book;
    }

    /** All of them, by version. */
    List<SignedText> all() {
        return book.signedTexts().stream().map(this::text).toList();
    }

    private SignedText text(SignedRow row) {
        kept.add(row.digest());
        var signatures = new TreeMap<String, String>();
        MessageJson.tree(row.signatures().getBytes(StandardCharsets.UTF_8))
                .properties()
                .forEach(each -> signatures.put(each.getKey(), each.getValue().asText()));
        return new SignedText(
                new AgreementText(row.agreement(), row.version(), row.canonical()),
                new SignedPapers.Papers(signatures, List.of()));
    }

    /** Keeps what is in force by signatures and was not kept yet. */
    void keep(LivingAgreements living, Instant now) {
        if (living.way() != Signatures.REQUIRED) {
            return;
        }
        var rows = living.written().stream()
                .filter(it -> !kept.contains(it.text().digest()) && Versions.governs(it, now))
                .map(SignedTexts::row)
                .toList();
        if (!rows.isEmpty()) {
            book.keep(rows, now);
            rows.forEach(row -> kept.add(row.digest()));
        }
    }

    private static SignedRow row(LivingAgreement it) {
        ObjectNode signatures = JsonNodeFactory.instance.objectNode();
        it.paper().papers().signatures().forEach(signatures::put);
        return new SignedRow(
                it.text().digest(),
                it.agreement().id(),
                it.agreement().version(),
                it.text().canonical(),
                new String(MessageJson.write(signatures), StandardCharsets.UTF_8));
    }
}
