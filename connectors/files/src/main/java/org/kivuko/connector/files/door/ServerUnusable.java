package org.kivuko.connector.files.door;

import java.io.IOException;

/** An agency's server cannot be used; says in a few words why, and nothing of keys, users and names of files. */
final class ServerUnusable extends IOException {
    private static final long serialVersionUID = 1L;

    ServerUnusable(String why, Throwable cause) {
        super(why, cause);
    }
}
