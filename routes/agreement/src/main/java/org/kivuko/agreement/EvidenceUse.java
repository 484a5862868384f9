package org.kivuko.agreement;

import org.kivuko.model.Coded;

/** Whether what was received may be passed on with purpose {@code evidence}, declared from the narrowest. */
public enum EvidenceUse implements Coded {
    /** Not at all; so it is where a rule says nothing. */
    PROHIBITED("prohibited"),
    /** Where the originator consents. */
    CONSENT("consent"),
    /** To everybody whom the agreements let have it. */
    FREE("free");

    private final String code;

    EvidenceUse(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
