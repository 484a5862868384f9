package org.kivuko.model;

/** Where in the event a reader stands; turned into a JSON pointer (RFC 6901) only when there is a fault to report. */
record Place(Place parent, Object step) {
    static final Place ROOT = new Place(null, "");

    /** The place of a member, or of an element of a list. */
    Place at(Object nameOrIndex) {
        return new Place(this, nameOrIndex);
    }

    String pointer() {
        if (parent == null) {
            return "";
        }
        return parent.pointer() + "/" + step.toString().replace("~", "~0").replace("/", "~1");
    }

    @Override
    public String toString() {
        return pointer();
    }
}
