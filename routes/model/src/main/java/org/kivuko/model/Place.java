package org.kivuko.model;

import java.util.regex.Pattern;

/** Where in the event a reader stands; turned into a JSON pointer (RFC 6901) only when there is a fault to report. */
record Place(Place parent, Object step) {
    static final Place ROOT = new Place(null, "");

    /** A name that may be shown in an answer: it cannot be somebody's data by accident. */
    private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9_]{1,32}");

    /** The place of a member, or of an element of a list. */
    Place at(Object nameOrIndex) {
        return new Place(this, nameOrIndex);
    }

    /** The place of a member that the sender named, or this place where the name must not be shown. */
    Place below(String foreignName) {
        return SHOWABLE.matcher(foreignName).matches() ? at(foreignName) : this;
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
