package org.kivuko.connector.files.door;

import java.io.IOException;

/** An agency's server cannot be used; says in a few words why, and nothing of keys, users and names of files. */
final class ServerUnusable extends IOException {
    private static final long serialVersionUID = 1L;

    private final ServerTrouble trouble;

    ServerUnusable(ServerTrouble trouble, Throwable cause) {
        this(trouble, trouble.words(), cause);
    }

    /** Of what a server that lets the hub in has answered. */
    ServerUnusable(String why, Throwable cause) {
        this(ServerTrouble.FOLDER, why, cause);
    }

    private ServerUnusable(ServerTrouble trouble, String why, Throwable cause) {
        super(why, cause);
        this.trouble = trouble;
    }

    ServerTrouble trouble() {
        return trouble;
    }
}
