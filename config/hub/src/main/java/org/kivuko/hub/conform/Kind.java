package org.kivuko.hub.conform;

/** What kinds of messages cases work with; which of them the agreements let cross is found by dry run. */
enum Kind {
    ALERT("no agreement lets an alert cross from the sender to the partner"),
    /** Crosses with every member that it has. */
    WHOLE("no agreement lets a whole alert, with its texts, cross from the sender to the partner"),
    URGENT("no agreement lets an alert of urgency Immediate cross from the sender to the partner"),
    PERSON("no agreement lets an alert on a person cross from the sender to the partner"),
    EXERCISE("no agreement lets an alert of status exercise cross from the sender to the partner"),
    TEST("no agreement lets an alert of status test cross from the sender to the partner"),
    FLOW("no agreement lets a flow report cross from the sender to the partner"),
    RECORD("no agreement lets a crossing record cross from the sender to the partner"),
    /** Is taken at the door and then refused for everybody: leaves nothing behind. */
    NOBODY("every alert that was tried crosses: there is none that is accepted and then refused for everybody");

    private final String missing;

    Kind(String missing) {
        this.missing = missing;
    }

    String missing() {
        return missing;
    }
}
