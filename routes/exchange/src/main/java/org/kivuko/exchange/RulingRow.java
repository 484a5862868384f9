package org.kivuko.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.MessageType;

/** A ruling as operators see it in a list. */
public record RulingRow(
        Instant at,
        AgencyId sender,
        AgencyId recipient,
        MessageType type,
        Outcome outcome,
        Optional<Code> reason,
        List<String> rules,
        List<String> removed) {}
