package org.kivuko.agreement;

import java.util.List;
import java.util.Optional;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.MessageType;

/**
 * What crosses of one type of message from one state to another, or inside one.
 *
 * @param rules the permits that hold, or the prohibits that refuse every such message; sorted
 * @param recipients the agencies that these permits name, sorted
 * @param keep every path that one of these permits keeps, sorted; where several match a message, only what all of them
 *     keep crosses
 * @param permits what each of them lets cross; empty where nothing crosses
 * @param reason why nothing crosses; absent where something may
 */
public record MatrixRow(
        String from,
        String to,
        MessageType message,
        List<String> rules,
        List<AgencyId> recipients,
        List<String> keep,
        List<MatrixPermit> permits,
        Optional<Code> reason) {

    public MatrixRow {
        rules = List.copyOf(rules);
        recipients = List.copyOf(recipients);
        keep = List.copyOf(keep);
        permits = List.copyOf(permits);
    }
}
