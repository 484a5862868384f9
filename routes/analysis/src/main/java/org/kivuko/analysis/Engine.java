package org.kivuko.analysis;

import java.time.Instant;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;

/** What judges: {@code Agreements.judge}. */
@FunctionalInterface
interface Engine {
    Ruling judge(Message message, AgencyId recipient, Instant at, Facts facts);
}
