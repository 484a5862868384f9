package org.kivuko.agreement.cells;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A flow report without what must be hidden of it.
 *
 * @param data the {@code data} to go on with: hidden cells have the count null and the {@code confStatus} C, small refusals
 *     and vehicles are gone; the same node where nothing is hidden. Read only
 * @param small how many counts are hidden because they are small
 * @param further how many more are hidden so that those cannot be worked out
 * @param withheld whether even a report of nothing but hidden cells would tell too much: it must not be delivered
 * @param release what is to be recorded once it is delivered, and handed in with the next report
 */
public record Covered(ObjectNode data, int small, int further, boolean withheld, Release release) {
    public boolean isWhole() {
        return small + further == 0;
    }

    /** Shows no figures. */
    @Override
    public String toString() {
        return "Covered[" + small + " small, " + further + " further" + (withheld ? ", withheld" : "") + "]";
    }
}
