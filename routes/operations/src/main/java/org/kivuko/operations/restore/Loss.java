package org.kivuko.operations.restore;

import java.util.Optional;
import java.util.UUID;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/**
 * Something that may have been lost.
 *
 * @param recipient empty where it was lost before it was judged
 * @param delivery likewise
 */
public record Loss(Kind kind, MessageKey key, Optional<AgencyId> recipient, Optional<UUID> delivery) {
    /** How. */
    public enum Kind {
        /** Its sender was told that it is accepted, and it lies nowhere: its key is free for the same content. */
        ACCEPTED("accepted"),
        /** It lay in an inbox, and the ledger knows nothing of it: it is put aside, and never handed over. */
        UNKNOWN("unknown"),
        /** It lies in its inbox no more, and whether it was taken over or withdrawn only the lost copy knew. */
        GONE("gone");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** For programs. */
        public String code() {
            return code;
        }
    }

    /** Whether its sender has to send it again so that it arrives. */
    public boolean toBeSentAgain() {
        return kind != Kind.GONE;
    }
}
