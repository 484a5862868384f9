package org.kivuko.operations.safety;

/** Who can put an unsafe setting right. */
public enum Mender {
    /** Whoever runs the hub: its command line, its folders, its configuration. */
    OPERATOR("operator"),
    /** Whoever runs the database server. */
    DATABASE("database administrator"),
    /** Whoever builds the program: no file of an installation says it. */
    PROGRAM("maintainer of the program");

    private final String words;

    Mender(String words) {
        this.words = words;
    }

    /** For readers. */
    public String words() {
        return words;
    }
}
