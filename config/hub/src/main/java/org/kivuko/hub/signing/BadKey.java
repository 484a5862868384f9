package org.kivuko.hub.signing;

/** Something that should be a signing key and is none that can be used; the message says why and shows nothing of it. */
public final class BadKey extends Exception {
    private static final long serialVersionUID = 1L;

    BadKey(String why) {
        super(why);
    }
}
