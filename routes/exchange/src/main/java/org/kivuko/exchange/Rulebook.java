package org.kivuko.exchange;

import org.kivuko.agreement.Agreements;

/** The agreements as they stand at this moment. Thread-safe. */
@FunctionalInterface
public interface Rulebook {
    Agreements agreements();
}
