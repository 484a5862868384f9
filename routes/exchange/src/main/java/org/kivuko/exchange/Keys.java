package org.kivuko.exchange;

import java.util.Optional;

/** The keys of agencies and operators: the same secret opens the HTTP door and the broker account. Thread-safe. */
public interface Keys {
    /** Whose key this is; empty for an unknown or revoked one. Takes the same time for both. */
    Optional<Caller> caller(String key);
}
