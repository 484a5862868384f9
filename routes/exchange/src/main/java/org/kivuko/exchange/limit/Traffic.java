package org.kivuko.exchange.limit;

import java.util.Optional;
import org.kivuko.model.AlertType;
import org.kivuko.model.Lane;

/** How a message counts. */
public enum Traffic {
    BULK,
    URGENT,
    /** Referrals and health alerts: assistance goes before control, no cap starves them (protection PR-6). */
    ASSISTANCE;

    /**
     * Of one message.
     *
     * @param lane in which it travels
     */
    public static Traffic of(Optional<AlertType> alertType, Lane lane) {
        if (alertType.filter(AlertType::isAssistance).isPresent()) {
            return ASSISTANCE;
        }
        return lane == Lane.URGENT ? URGENT : BULK;
    }
}
