package org.kivuko.agreement;

import java.util.Map;

/**
 * One member of the {@code data} of a message type, with its place among all members of that type.
 *
 * @param path as agreements write it, {@code []} after every list that was walked through to get here
 * @param number the place of the path among all paths of the type, sorted: sets of members are bit sets over it
 * @param text whether its values are strings
 * @param members the members below it, by name
 */
record Member(String path, int number, Shape shape, Nature nature, boolean text, Map<String, Member> members) {

    /** What stands at a member. */
    enum Shape {
        VALUE,
        /** A list of plain values: one leaf, since a part of such a list is never named. */
        VALUES,
        OBJECT,
        OBJECTS,
        /** An object that is kept or removed as a whole and whose insides no path names. */
        WHOLE;

        boolean isLeaf() {
            return this == VALUE || this == VALUES || this == WHOLE;
        }
    }

    /** How much a leaf says, and so who may let it cross. */
    enum Nature {
        /** Core, and part of every release, whatever the rules keep. */
        ALWAYS,
        /** Carries no personal data: what {@code @core} stands for. */
        CORE,
        /** Words of a person: never core, and searched for removed values. */
        FREE_TEXT,
        /** Says something of a person or thing, but as a value of a code list. */
        CODED,
        /** Says something of a person or thing in its own words: where it is removed, it must not stand in kept text. */
        PARTICULAR,
        /** No leaf: what stands below it counts. */
        MIXED
    }

    boolean isLeaf() {
        return shape.isLeaf();
    }
}
