package org.kivuko.analysis;

import java.time.Instant;
import java.util.Set;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;

/** A message that stands for its class, for one recipient at one instant, and the engine's answer. For one thread. */
final class Asked {
    private final Draft draft;
    private final Message message;
    private final AgencyId recipient;
    private final Instant at;
    private final Ruling ruling;
    private Set<String> delivered;

    Asked(Draft draft, Message message, AgencyId recipient, Instant at, Ruling ruling) {
        this.draft = draft;
        this.message = message;
        this.recipient = recipient;
        this.at = at;
        this.ruling = ruling;
    }

    Draft draft() {
        return draft;
    }

    Message message() {
        return message;
    }

    AgencyId recipient() {
        return recipient;
    }

    Instant at() {
        return at;
    }

    Ruling ruling() {
        return ruling;
    }

    String from() {
        return draft.sender().state();
    }

    String to() {
        return recipient.state();
    }

    boolean crosses() {
        return ruling.data().isPresent();
    }

    /** The paths of everything that reaches the recipient. */
    Set<String> delivered() {
        if (delivered == null) {
            delivered = ruling.data()
                    .map(data -> Paths.of(draft.topic().type(), data))
                    .orElse(Set.of());
        }
        return delivered;
    }
}
