package org.kivuko.hub.conform;

/**
 * A sentence of the contract.
 *
 * @param paragraph where it stands: the number and name of a section, or the name of a paragraph of the details decided
 */
record Cite(String paragraph, String sentence) {
    static Cite invariant(String sentence) {
        return new Cite("2 The path of a message", sentence);
    }

    static Cite messages(String sentence) {
        return new Cite("3 Messages", sentence);
    }

    static Cite addresses(String sentence) {
        return new Cite("4 Addresses", sentence);
    }

    static Cite agreements(String sentence) {
        return new Cite("5 Agreements", sentence);
    }

    static Cite http(String sentence) {
        return new Cite("7 HTTP", sentence);
    }

    static Cite members(String sentence) {
        return new Cite("8 Details, Members", sentence);
    }

    static Cite cap(String sentence) {
        return new Cite("8 Details, CAP in and out", sentence);
    }

    static Cite channels(String sentence) {
        return new Cite("8 Details, Channels and lanes", sentence);
    }

    static Cite answers(String sentence) {
        return new Cite("8 Details, Answers", sentence);
    }

    static Cite matching(String sentence) {
        return new Cite("8 Details, Matching", sentence);
    }

    static Cite protections(String sentence) {
        return new Cite("8 Details, Protections", sentence);
    }

    /** What the open description of the calls says, where the contract leaves it to that. */
    static Cite description(String sentence) {
        return new Cite("openapi.json", sentence);
    }
}
