package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kivuko.model.AgencyId;

/** The built-in messages: what agencies of each role post as a rule. Which of them an agency may send, the hub says itself. */
enum Kind {
    STOLEN_DOCUMENT(true) {
        @Override
        ObjectNode write(InventedMessages messages, AgencyId sender, Way way) {
            return messages.document(sender, way.state(), "DOC-STOLEN");
        }
    },
    STOLEN_VEHICLE(true) {
        @Override
        ObjectNode write(InventedMessages messages, AgencyId sender, Way way) {
            return messages.vehicle(sender, way.state());
        }
    },
    STATUS_OF_POST(true) {
        @Override
        ObjectNode write(InventedMessages messages, AgencyId sender, Way way) {
            return messages.postStatus(sender, "post:" + way.crossing(), way.post(), "QUEUE");
        }
    },
    HEALTH_EVENT(true) {
        @Override
        ObjectNode write(InventedMessages messages, AgencyId sender, Way way) {
            return messages.health(sender, way.state());
        }
    },
    MISSING_PERSON(true) {
        @Override
        ObjectNode write(InventedMessages messages, AgencyId sender, Way way) {
            return messages.missing(sender, way.state());
        }
    },
    FLOW_REPORT(false) {
        @Override
        ObjectNode write(InventedMessages messages, AgencyId sender, Way way) {
            return messages.flow(sender, way.state(), way.post());
        }
    },
    CROSSING_RECORD(false) {
        @Override
        ObjectNode write(InventedMessages messages, AgencyId sender, Way way) {
            return messages.crossing(sender, way.state() + ":immigration", way.post());
        }
    },
    REQUEST(false) {
        @Override
        ObjectNode write(InventedMessages messages, AgencyId sender, Way way) {
            return messages.request(sender, way.state() + ":immigration", way.state());
        }
    };

    private final boolean alert;

    Kind(boolean alert) {
        this.alert = alert;
    }

    /** Whether an Update or a Cancel may follow it, and whether it can be written as CAP. */
    boolean alert() {
        return alert;
    }

    abstract ObjectNode write(InventedMessages messages, AgencyId sender, Way way);

    /**
     * Where a message goes.
     *
     * @param state to which
     * @param post on the sender's side
     * @param crossing of which that post is a side
     */
    record Way(String state, String post, String crossing) {}
}
