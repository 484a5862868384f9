package org.kivuko.hub.stick;

import java.time.Instant;
import java.util.List;
import org.kivuko.connector.files.door.StickItem;

/**
 * What is carried one way.
 *
 * @param from the code of an agency, or {@link #HUB}
 * @param to likewise
 * @param number counts the bundles of this sender to this receiver, from 1
 * @param seen the number of the last bundle that came the other way and was unpacked; 0 for none
 */
public record Bundle(String from, String to, long number, long seen, Instant packed, List<StickItem> items) {
    /** How the hub is named. */
    public static final String HUB = "hub";

    public Bundle {
        items = List.copyOf(items);
    }
}
