package org.kivuko.exchange.limit;

import java.time.Instant;
import org.kivuko.exchange.Times;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/**
 * An agency has used up what it may.
 *
 * @param allowance in words: {@code 6000 messages in PT1M}
 * @param again from when on the same may be tried
 */
public record OverQuota(String allowance, Instant again) {
    /** The same as the reason of a refusal. */
    public Fault fault() {
        return new Fault(
                "",
                Code.RATE_EXCEEDED,
                "more than the " + allowance + " that this agency may send; may be sent again from " + Times.text(again)
                        + " on");
    }
}
