package org.kivuko.connector.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/** Whether calls could go to a target, by its name alone: nothing is sent. Stateless. */
public enum TargetLook {
    /** Every address of its name may be called. */
    ALLOWED,
    /** One of its addresses is of this machine, of a network of one's own or of none. */
    NOT_ALLOWED,
    /** Its name leads nowhere from here. */
    UNKNOWN;

    /**
     * Looks the name up, which may take as long as the machine's resolver does.
     *
     * @param ownNetwork whether the target may stand in a network of one's own
     */
    public static TargetLook at(URI target, boolean ownNetwork) {
        try {
            var addresses = List.of(InetAddress.getAllByName(target.getHost()));
            return addresses.stream().allMatch(each -> Addresses.allowed(each, ownNetwork)) ? ALLOWED : NOT_ALLOWED;
        } catch (UnknownHostException nowhere) {
            return UNKNOWN;
        }
    }
}
