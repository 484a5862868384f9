package org.kivuko.operations.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kivuko.exchange.SealedContent;
import org.kivuko.exchange.Vault;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;

/** The audit over a store that cannot be read without the secret of the data folder. Thread-safe. */
public final class SealedAudit implements AuditBook {
    private static final Pattern AGENCY = Pattern.compile("(?<![A-Z0-9])[A-Z]{3}\\.[A-Z][A-Z0-9]{0,15}(?![A-Z0-9])");

    private final AuditStore store;
    private final Vault vault;

    public SealedAudit(AuditStore store, Vault vault) {
        this.store = store;
        this.vault = vault;
    }

    @Override
    public long begin(AuditEntry entry) {
        var id = UUID.randomUUID();
        byte[] texts = MessageJson.write(JsonNodeFactory.instance
                .objectNode()
                .put("reason", entry.reason())
                .put("purpose", entry.purpose()));
        return store.add(id, texts(entry, "", ""), agencies(entry.target()), vault.seal(name(id), texts));
    }

    @Override
    public void end(long no, AuditEnd end) {
        store.end(no, end, agencies(end.target()));
    }

    @Override
    public List<AuditRow> rows(AuditQuery query) {
        return store.rows(query).stream()
                .map(kept -> new AuditRow(kept.no(), opened(kept.id(), kept.entry(), kept.texts())))
                .toList();
    }

    private AuditEntry opened(UUID id, AuditEntry entry, SealedContent sealed) {
        JsonNode texts = MessageJson.tree(vault.open(name(id), sealed));
        return texts(entry, texts.path("reason").asText(), texts.path("purpose").asText());
    }

    private static AuditEntry texts(AuditEntry entry, String reason, String purpose) {
        return new AuditEntry(
                entry.at(),
                entry.login(),
                entry.address(),
                entry.action(),
                entry.target(),
                reason,
                purpose,
                entry.before(),
                entry.after(),
                entry.outcome());
    }

    private static String name(UUID id) {
        return "audit " + id;
    }

    /** The agencies that a text names. */
    static Set<AgencyId> agencies(String text) {
        return AGENCY.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(AgencyId::of)
                .collect(Collectors.toUnmodifiableSet());
    }
}
