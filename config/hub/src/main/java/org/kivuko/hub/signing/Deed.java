package org.kivuko.hub.signing;

import java.time.Instant;
import java.util.Optional;
import org.kivuko.agreement.Act;
import org.kivuko.model.Coded;

/** What an act does, in the words of the command line and of signed acts. */
public enum Deed implements Coded {
    IN_FORCE("in-force"),
    PROVISIONAL("provisional"),
    ACCEPT("accept"),
    SUSPEND("suspend"),
    RESUME("resume"),
    NOTICE("notice"),
    TERMINATE("terminate");

    private final String code;

    Deed(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** Whether it is about an annex. */
    public boolean namesAnnex() {
        return this == ACCEPT;
    }

    Act act(String party, Instant at, Optional<String> annex) {
        return switch (this) {
            case IN_FORCE -> new Act.BringIntoForce(party, at, false);
            case PROVISIONAL -> new Act.BringIntoForce(party, at, true);
            case ACCEPT -> new Act.AcceptAnnex(party, at, annex.orElseThrow());
            case SUSPEND -> new Act.Suspend(party, at);
            case RESUME -> new Act.Resume(party, at);
            case NOTICE -> new Act.GiveNotice(party, at);
            case TERMINATE -> new Act.Terminate(party, at);
        };
    }
}
