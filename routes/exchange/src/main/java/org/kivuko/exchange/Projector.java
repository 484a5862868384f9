package org.kivuko.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a recorded batch into what leaves the hub: for each recipient what the ruling lets cross and nothing else, for each
 * sender its receipt, for quarantine the bytes as they came. Thread-safe.
 */
public final class Projector {
    static final String QUARANTINE = "hub.quarantine";

    private final DeliveryWriter deliveries;
    private final ReceiptWriter receipts;

    public Projector(DeliveryWriter deliveries, ReceiptWriter receipts) {
        this.deliveries = deliveries;
        this.receipts = receipts;
    }

    /** A batch ready to leave, in the order in which it does. */
    public record Departure(Outlet outlet, List<Parcel> parcels) {}

    /** Writes every parcel of the batch. */
    public Departure project(Recorder.RecordedBatch recorded) {
        var parcels = new ArrayList<Parcel>();
        for (Recorder.Pair pair : recorded.pairs()) {
            add(pair, parcels);
        }
        for (Passage passage : recorded.batch().passages()) {
            if (passage instanceof Passage.Moved moved) {
                parcels.add(move(moved.arrival()));
            }
        }
        return new Departure(recorded.batch().outlet(), parcels);
    }

    private void add(Recorder.Pair pair, List<Parcel> parcels) {
        if (pair.passage() instanceof Passage.Turned turned) {
            parcels.add(receipts.turned(turned));
            if (turned.quarantined()) {
                parcels.add(quarantine(turned));
            }
        } else if (pair.passage() instanceof Passage.Judged judged) {
            addJudged(judged, pair.recorded(), parcels);
        } else if (pair.passage() instanceof Passage.Decided decided
                && pair.recorded() instanceof Recorded.Decided made) {
            made.linkNumber()
                    .ifPresent(number -> parcels.add(deliveries.write(
                            decided.judged(), decided.judged().deliveries().get(0), number)));
        } else if (pair.passage() instanceof Passage.Ordered ordered
                && pair.recorded() instanceof Recorded.Noticed noticed) {
            parcels.add(NoticeWriter.write(
                    ordered.errand(), noticed, ordered.arrival().outbox()));
        }
    }

    private void addJudged(Passage.Judged judged, Recorded recorded, List<Parcel> parcels) {
        if (recorded instanceof Recorded.Fresh fresh) {
            for (Delivery delivery : judged.deliveries()) {
                Long number = fresh.linkNumbers().get(delivery.ruling().recipient());
                if (number != null) {
                    parcels.add(deliveries.write(judged, delivery, number));
                }
            }
            parcels.add(receipts.judged(judged, fresh));
        } else if (recorded instanceof Recorded.Conflict) {
            parcels.add(receipts.conflict(judged));
        } else if (recorded instanceof Recorded.Duplicate duplicate
                && judged.arrival().door() == Door.BROKER) {
            // The HTTP door has answered its caller with the first receipt already.
            parcels.add(receipts.repeated(judged, duplicate.first()));
        }
    }

    private static Parcel quarantine(Passage.Turned turned) {
        Arrival arrival = turned.arrival();
        var properties = new HashMap<>(Map.of(
                "agency",
                arrival.outbox().agency().toString(),
                "code",
                turned.faults().get(0).code().code(),
                // With these it can go back into its outbox as what it was.
                "queue",
                arrival.outbox().queue(),
                Parcel.DOOR,
                arrival.door().code()));
        if (!arrival.warnings().isEmpty()) {
            properties.put(Parcel.WARNINGS, Warnings.text(arrival.warnings()));
        }
        return new Parcel(
                QUARANTINE,
                Optional.of(turned.copy()),
                arrival.body(),
                arrival.contentType(),
                properties,
                Duration.ZERO);
    }

    private static Parcel move(Arrival arrival) {
        var bulk = new Outbox(arrival.outbox().agency(), arrival.outbox().channel(), org.kivuko.model.Lane.BULK);
        return new Parcel(
                bulk.queue(),
                Optional.empty(),
                arrival.body(),
                arrival.contentType(),
                Map.of(Parcel.DOOR, arrival.door().code()),
                Duration.ZERO);
    }
}
