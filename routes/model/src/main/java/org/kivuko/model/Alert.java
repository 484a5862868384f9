package org.kivuko.model;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The {@code data} of an alert: a strict profile of CAP 1.2 with a typed subject. Urgency, severity and certainty are
 * absent from Cancel, Ack and Error unless stated.
 *
 * @param cap whether the member {@code cap} stands beside (what CAP carries and this record has no member for)
 */
public record Alert(
        MsgType msgType,
        List<MessageKey> references,
        AlertType alertType,
        Set<Category> category,
        Optional<Urgency> urgency,
        Optional<Severity> severity,
        Optional<Certainty> certainty,
        Set<ResponseType> responseType,
        Optional<OffsetDateTime> onset,
        List<Text> texts,
        List<Area> areas,
        List<NameValue> parameters,
        List<NameValue> eventCodes,
        List<Resource> resources,
        Optional<String> capSender,
        Optional<Subject> subject,
        Optional<String> evaluation,
        Optional<String> caseReference,
        boolean cap)
        implements Payload {

    public Alert {
        references = List.copyOf(references);
        category = Set.copyOf(category);
        responseType = Set.copyOf(responseType);
        texts = List.copyOf(texts);
        areas = List.copyOf(areas);
        parameters = List.copyOf(parameters);
        eventCodes = List.copyOf(eventCodes);
        resources = List.copyOf(resources);
    }

    /** The words of the alert in one language (BCP 47). */
    public record Text(
            String language,
            Optional<String> event,
            Optional<String> headline,
            Optional<String> description,
            Optional<String> instruction) {}

    /** CAP 1.2, info.area; {@code polygons} and {@code circles} are CAP's own strings; heights in feet above sea level. */
    public record Area(
            Optional<String> post,
            Optional<String> unlocode,
            Optional<String> name,
            List<String> polygons,
            List<String> circles,
            List<NameValue> geocodes,
            OptionalDouble altitude,
            OptionalDouble ceiling) {}

    /** CAP's pairs: parameter, eventCode, geocode. */
    public record NameValue(String valueName, String value) {}

    /** CAP 1.2, info.resource without embedded content. */
    public record Resource(
            String resourceDesc, String mimeType, OptionalLong size, Optional<String> uri, Optional<String> digest) {}

    /** At most one of each kind. */
    public record Subject(
            Optional<Person> person,
            Optional<TravelDocument> document,
            Optional<Vehicle> vehicle,
            Optional<Thing> object,
            Optional<Consignment> consignment,
            Optional<EventCount> event) {}

    /** A person; {@code dateOfBirth} is {@code YYYY-MM-DD}, {@code YYYY-MM} or {@code YYYY}. */
    public record Person(
            Optional<String> surname,
            Optional<String> givenNames,
            Optional<String> dateOfBirth,
            Optional<String> nationality,
            Optional<Sex> sex,
            Set<ProtectionStatus> protection,
            boolean minor) {
        /** Says nothing of the person. */
        @Override
        public String toString() {
            return "Person[...]";
        }
    }

    /** A travel document; codes as in ICAO Doc 9303. */
    public record TravelDocument(
            Optional<String> type, Optional<String> issuer, Optional<String> number, Optional<String> expiry) {
        @Override
        public String toString() {
            return "TravelDocument[...]";
        }
    }

    public record Vehicle(
            Optional<String> registration,
            Optional<String> country,
            Optional<String> make,
            Optional<String> model,
            Optional<String> colour,
            Optional<String> vin) {
        @Override
        public String toString() {
            return "Vehicle[...]";
        }
    }

    /** An object: arms, culture, wildlife. */
    public record Thing(Optional<String> kind, Optional<String> maker, Optional<String> serial) {
        @Override
        public String toString() {
            return "Thing[...]";
        }
    }

    public record Consignment(
            Optional<String> reference,
            Optional<String> goods,
            Optional<String> hsCode,
            OptionalDouble quantity,
            Optional<String> unit,
            Optional<String> container) {
        @Override
        public String toString() {
            return "Consignment[...]";
        }
    }

    /** An event in codes and numbers only. */
    public record EventCount(Optional<String> kind, OptionalLong count, Optional<OffsetDateTime> since) {}

    @Override
    public String toString() {
        return "Alert[" + msgType.code() + " " + alertType.code() + "]";
    }
}
