package org.kivuko.exchange;

import java.util.Optional;
import java.util.UUID;
import org.kivuko.model.Code;

/**
 * A delivery that leaves its inbox before its recipient has taken it over.
 *
 * @param state returned, recalled or expired
 * @param reason what its sender is told
 * @param finding what judging said, for operators; the same as the reason where nothing was judged
 */
public record Withdrawal(UUID delivery, DeliveryState state, Code reason, Optional<Code> finding) {
    public Withdrawal {
        if (!state.withdrawn()) {
            throw new IllegalArgumentException("a withdrawn delivery is returned, recalled or expired");
        }
    }
}
