package org.kivuko.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.AlertType;
import org.kivuko.model.MessageType;

/** A type of message, and for alerts what they are about. */
record Topic(MessageType type, Optional<AlertType> alertType) {

    /**
     * Every topic that rules name. What follows another message (recall, correction, consent) needs no permit: it goes where
     * that message went.
     */
    static List<Topic> all() {
        var topics = new ArrayList<Topic>();
        for (AlertType alert : AlertType.values()) {
            topics.add(new Topic(MessageType.ALERT, Optional.of(alert)));
        }
        topics.add(new Topic(MessageType.FLOW_REPORT, Optional.empty()));
        topics.add(new Topic(MessageType.CROSSING_RECORD, Optional.empty()));
        topics.add(new Topic(MessageType.REQUEST, Optional.empty()));
        topics.add(new Topic(MessageType.REPLY, Optional.empty()));
        return topics;
    }

    boolean isAlert() {
        return alertType.isPresent();
    }

    /** As tables show it, {@code alert DOC-LOST}. */
    @Override
    public String toString() {
        return type.shortName() + alertType.map(alert -> " " + alert.code()).orElse("");
    }
}
