package org.kivuko.connector.planted.two;

import org.kivuko.hub.StartRefused;

/** Breaks the rules on purpose: a connector that knows the hub. */
public final class Accomplice {
    public String name() {
        return StartRefused.class.getName();
    }
}
