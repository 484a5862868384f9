package org.kivuko.connector.files.door;

import java.util.List;

/** At which end of a stick's way a bundle is packed or unpacked. */
public enum StickEnd {
    HUB,
    AGENCY;

    /** The folders from which it packs, in this order. */
    public List<String> packs() {
        return this == HUB ? List.of("inbox", "exercise", "sent", "refused", "receipts") : List.of("taken", "send");
    }

    /** Of those, the ones whose files are done with once the other end has them. */
    List<String> drops() {
        return this == HUB ? List.of("sent", "refused", "receipts") : List.of("taken");
    }

    /** The end to which it packs. */
    public StickEnd other() {
        return this == HUB ? AGENCY : HUB;
    }
}
