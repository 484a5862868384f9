package org.kivuko.exchange.push;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.MessageJson;

/**
 * One leased message that is being pushed.
 *
 * @param receipt whether it is one, and no delivery
 * @param row what has to keep its order among itself: a sender and a lane, or the receipts; empty for what the hub put in the place
 *     of something, of which it is not said whose it was
 */
record InHand(Shelf.Item item, boolean receipt, String row) {
    private static final String RECEIPTS = "receipts";
    private static final String HUB = "/hub";

    static InHand delivery(Shelf.Item item) {
        String source = MessageJson.tree(item.body()).path("source").asText(HUB);
        return new InHand(item, false, source.equals(HUB) ? "" : item.lane().code() + " " + source);
    }

    static InHand receipt(Shelf.Item item) {
        return new InHand(item, true, RECEIPTS);
    }

    UUID id() {
        return item.delivery();
    }

    /**
     * What may be pushed at the same time, each list in its order. Nothing passes what belongs to no row: it may be the next of any.
     *
     * @param inOrder as leased
     * @param most lists
     */
    static List<List<InHand>> rows(List<InHand> inOrder, int most) {
        Map<String, List<InHand>> rows = new LinkedHashMap<>();
        for (InHand each : inOrder) {
            if (each.row().isEmpty()) {
                if (rows.isEmpty()) {
                    return List.of(List.of(each));
                }
                break;
            }
            if (rows.containsKey(each.row()) || rows.size() < most) {
                rows.computeIfAbsent(each.row(), row -> new ArrayList<>()).add(each);
            }
        }
        return List.copyOf(rows.values());
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "InHand[" + id() + "]";
    }
}
