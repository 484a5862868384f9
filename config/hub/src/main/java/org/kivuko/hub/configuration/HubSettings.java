package org.kivuko.hub.configuration;

import org.kivuko.model.Coded;

/** What {@code deploy/hub.yaml} decides about the hub as a whole. */
public record HubSettings(Signatures signatures) {
    /** What holds where the file or the line is absent. */
    public static final HubSettings DEFAULT = new HubSettings(Signatures.NONE);

    /** Whether an agreement counts only once its parties have signed it. */
    public enum Signatures implements Coded {
        /** The {@code state} of an agreement counts as written. */
        NONE("none"),
        /** An agreement stands as the signatures and signed acts of its parties say; {@code state} counts for nothing. */
        REQUIRED("required");

        private final String code;

        Signatures(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }
}
