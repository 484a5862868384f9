package org.kivuko.model.cap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/**
 * Reads CAP 1.2 and 1.1 XML (OASIS Common Alerting Protocol) into a message, with every fault at once. The mapping, the rules and
 * what becomes of each element stand in {@code config/schemas/CAP.md}. Opens nothing but the bytes given. Thread-safe.
 */
public final class CapReader {
    /** Most of a document stands twice in the event, in members and in {@code cap}: it grows by less than this. */
    private static final int GROWTH = 8;

    private CapReader() {}

    /**
     * Reads a document into the event that its sender would have posted as JSON, held against CAP's form and rules alone.
     *
     * @param xml in the encoding that it declares
     * @param source the authenticated agency
     */
    public static Reading<ObjectNode> read(byte[] xml, AgencyId source, CapQuery query) {
        var faults = new CapFaults();
        var event = event(CapDocument.read(xml, faults), xml.length, source, query, faults);
        return event.isPresent() && faults.all().isEmpty()
                ? new Reading.Accepted<>(event.get(), faults.warnings())
                : new Reading.Refused<>(faults.all());
    }

    /** The same without a look at signatures. */
    public static Reading<Message> message(byte[] xml, AgencyId source, CapQuery query) {
        return message(xml, source, query, CapTrust.NONE);
    }

    /** The same, held against everything that is asked of a message: faults and warnings of both come together. */
    public static Reading<Message> message(byte[] xml, AgencyId source, CapQuery query, CapTrust trust) {
        var faults = new CapFaults();
        Optional<ObjectNode> mirror = CapDocument.read(xml, faults);
        mirror.ifPresent(alert -> CapSignature.check(xml, trust, faults));
        return message(event(mirror, xml.length, source, query, faults), xml.length, faults);
    }

    /** An event that is held against everything that is asked of a message. */
    static Reading<Message> message(Optional<ObjectNode> event, int sizeBytes, CapFaults faults) {
        if (event.isEmpty()) {
            return new Reading.Refused<>(faults.all());
        }
        Reading<Message> reading = MessageJson.read(event.get(), sizeBytes);
        var warnings = new ArrayList<>(faults.warnings());
        if (reading instanceof Reading.Accepted<Message> accepted
                && faults.all().isEmpty()) {
            warnings.addAll(accepted.warnings());
            return new Reading.Accepted<>(accepted.value(), warnings);
        }
        var all = new ArrayList<>(faults.all());
        if (reading instanceof Reading.Refused<Message> refused) {
            refused.faults().stream()
                    .filter(fault -> !isCovered(fault, faults.all()))
                    .forEach(all::add);
        }
        return new Reading.Refused<>(all);
    }

    /** The event of an alert that was read from a document of this size, held against CAP's rules. */
    static Optional<ObjectNode> event(
            Optional<ObjectNode> mirror, int sizeBytes, AgencyId source, CapQuery query, CapFaults faults) {
        return mirror.map(alert -> {
            CapRules.check(alert, faults);
            ObjectNode event = CapMapping.event(alert, source, query, faults);
            if (sizeBytes > HardenedXml.MAX_BYTES / GROWTH && MessageJson.write(event).length > HardenedXml.MAX_BYTES) {
                faults.refuseWhole(
                        Code.CAP_20,
                        "expected a document that needs at most " + HardenedXml.MAX_BYTES + " bytes as JSON");
            }
            return event;
        });
    }

    /** Whether CAP's own words already stand at this place: they are nearer to what the sender wrote. */
    private static boolean isCovered(Fault fault, List<Fault> others) {
        return others.stream().anyMatch(other -> other.pointer().equals(fault.pointer()));
    }
}
