package org.kivuko.connector.files.door;

/** Why an agency's server cannot be used. */
public enum ServerTrouble {
    HOST_KEY("the host key of its server is not the one that is known"),
    HUB_KEY("its server does not let the hub's key in"),
    KEY_FILE("the hub's key for its server cannot be read"),
    UNREACHABLE("its server cannot be reached"),
    FOLDER("its folder cannot be listed");

    private final String words;

    ServerTrouble(String words) {
        this.words = words;
    }

    /** In a few words, after the name of the agency. */
    String words() {
        return words;
    }
}
