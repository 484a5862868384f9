package org.kivuko.connector.files.door;

import java.util.List;

/** At which end of a stick's way a bundle is packed or unpacked. */
public enum StickEnd {
    HUB(List.of("inbox", "exercise", "sent", "refused", "receipts"), List.of("sent", "refused", "receipts")),
    AGENCY(List.of("taken", "send"), List.of("taken"));

    private final List<String> packs;
    private final List<String> drops;

    StickEnd(List<String> packs, List<String> drops) {
        this.packs = packs;
        this.drops = drops;
    }

    /** The folders from which it packs, in this order. */
    public List<String> packs() {
        return packs;
    }

    /** Of those, the ones whose files are done with once the other end has them. */
    List<String> drops() {
        return drops;
    }

    /** The end to which it packs. */
    public StickEnd other() {
        return this == HUB ? AGENCY : HUB;
    }
}
