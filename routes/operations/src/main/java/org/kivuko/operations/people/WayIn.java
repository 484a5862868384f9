package org.kivuko.operations.people;

import org.kivuko.model.Coded;

/** Why somebody who signed in elsewhere is not let in. */
public enum WayIn implements Coded {
    /** There is no other place here. */
    NOT_OFFERED("not-offered"),
    /** The other place does not answer; whoever looks after it acts. */
    DOWN("down"),
    /** Too many sign in at this moment. */
    BUSY("busy"),
    /** Nobody left from this browser, it took too long, or the way back was used before: start again. */
    STALE("stale"),
    /** What came back proves nothing: whoever looks after the hub and the other place acts. */
    NOT_BELIEVED("not-believed"),
    /** The other place let nobody in, or the person turned back. */
    DECLINED("declined"),
    /** No role here belongs to what the other place says of the person; whoever gives groups there acts. */
    NO_ROLE("no-role"),
    /** Several roles belong to it, in different scopes; whoever gives groups there acts. */
    SCOPES_DIFFER("scopes-differ"),
    /** The roles that belong to it are kept apart; whoever gives groups there acts. */
    DUTIES("duties"),
    /** An administrator of this hub has locked the person. */
    LOCKED("locked"),
    /** Somebody else has the login that is made for the person; an administrator of this hub acts. */
    LOGIN_TAKEN("login-taken");

    private final String code;

    WayIn(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
