package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Media types, in and out. */
final class MediaCases {
    private static final Cite TAKEN = Cite.members(
            "Media types: application/cloudevents+json, application/json; CAP: application/cap+xml, application/xml, text/xml.");
    private static final Cite SERVED = Cite.cap(
            "GET /v1/inbox/{delivery} returns the one message while it is leased to the caller, with Accept: application/cap+xml an alert as CAP, anything else 406; the list is always JSON.");
    private static final String REFUSE = "Answer other media types with 415 MEDIA_TYPE before the body is looked at.";

    private MediaCases() {}

    static Topic topic() {
        return Topic.of(
                "Media types",
                Case.of(
                        "MED-001",
                        "Plain text is refused",
                        TAKEN,
                        REFUSE,
                        bench -> Expect.refused(bench.post(Json.write(bench.alert()), "text/plain"), 415, "MEDIA_TYPE"),
                        Need.ADDRESSEE),
                Case.of(
                        "MED-002",
                        "A body of no stated type is refused",
                        TAKEN,
                        REFUSE,
                        bench -> Expect.refused(
                                bench.target()
                                        .call(bench.sender().key(), "POST", "/v1/messages", Json.write(bench.alert())),
                                415,
                                "MEDIA_TYPE"),
                        Need.ADDRESSEE),
                taken("MED-003", "application/json is taken", "application/json"),
                taken(
                        "MED-004",
                        "application/cloudevents+json with charset=utf-8 is taken",
                        "application/cloudevents+json; charset=utf-8"),
                taken("MED-005", "Media types are compared without case", "Application/CloudEvents+JSON"),
                Case.of(
                        "MED-006",
                        "The list of deliveries is JSON",
                        SERVED,
                        "Answer GET /v1/inbox as application/json.",
                        bench -> Expect.equal(
                                "the media type of GET /v1/inbox",
                                "application/json",
                                Expect.status(bench.partner().get("/v1/inbox?max=1&channel=exercise"), 200)
                                        .mediaType()),
                        Need.PARTNER_KEY),
                Case.of(
                        "MED-007",
                        "A leased delivery is served by itself, as JSON",
                        SERVED,
                        "Serve GET /v1/inbox/{delivery} to whom it is leased, the same message as in the list.",
                        MediaCases::single,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.ALERT)),
                Case.of(
                        "MED-008",
                        "A leased alert is served as CAP 1.2 to whoever asks for it",
                        SERVED,
                        "Serve an alert as CAP 1.2 where Accept says application/cap+xml.",
                        MediaCases::asCap,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.ALERT)),
                Case.of(
                        "MED-009",
                        "A form that a delivery does not have is refused",
                        SERVED,
                        "Answer 406 NOT_ACCEPTABLE where Accept allows none of the forms that there are.",
                        bench -> {
                            JsonNode item = bench.deliver(bench.live(), bench.message(Kind.ALERT))
                                    .get(0);
                            Expect.refused(
                                    bench.partner()
                                            .get(
                                                    "/v1/inbox/"
                                                            + item.path("delivery")
                                                                    .asText(),
                                                    "Accept",
                                                    "image/png"),
                                    406,
                                    "NOT_ACCEPTABLE");
                        },
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.ALERT)),
                Case.of(
                        "MED-010",
                        "Nobody else is served a leased delivery",
                        SERVED,
                        "Answer 404 NOT_FOUND to whom a delivery is not leased, as if it were not there.",
                        bench -> {
                            JsonNode item = bench.deliver(bench.live(), bench.message(Kind.ALERT))
                                    .get(0);
                            Expect.refused(
                                    bench.sender()
                                            .get("/v1/inbox/"
                                                    + item.path("delivery").asText()),
                                    404,
                                    "NOT_FOUND");
                        },
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.ALERT)),
                Case.of(
                        "MED-011",
                        "After the acknowledgement it is served no more",
                        SERVED,
                        "Serve a delivery while it is leased, and not afterwards.",
                        bench -> {
                            JsonNode item = bench.deliver(bench.live(), bench.message(Kind.ALERT))
                                    .get(0);
                            bench.live().takeOver(item);
                            Expect.refused(
                                    bench.partner()
                                            .get("/v1/inbox/"
                                                    + item.path("delivery").asText()),
                                    404,
                                    "NOT_FOUND");
                        },
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.ALERT)));
    }

    private static Case taken(String id, String title, String mediaType) {
        return Case.of(
                id,
                title,
                TAKEN,
                "Take this media type.",
                bench -> Expect.status(bench.sender().post("/v1/decisions", Json.write(bench.alert()), mediaType), 200),
                Need.ADDRESSEE);
    }

    private static void single(Bench bench) throws IOException {
        JsonNode item = bench.deliver(bench.live(), bench.message(Kind.ALERT)).get(0);
        Reply reply = Expect.status(
                bench.partner().get("/v1/inbox/" + item.path("delivery").asText()), 200);
        Expect.that(reply.json().equals(item.path("message")), "the message as it stands in the list", "another one");
    }

    private static void asCap(Bench bench) throws IOException {
        JsonNode item = bench.deliver(bench.live(), bench.message(Kind.ALERT)).get(0);
        Reply reply = Expect.status(
                bench.partner().get("/v1/inbox/" + item.path("delivery").asText(), "Accept", Party.CAP), 200);
        Expect.equal("the media type", Party.CAP, reply.mediaType());
        String cap = reply.text();
        Expect.that(
                cap.contains("urn:oasis:names:tc:emergency:cap:1.2"),
                "an alert of CAP 1.2",
                "a document without its namespace");
        Expect.that(
                cap.contains("<identifier>" + Bench.idOf(item) + "</identifier>"),
                "the id as CAP's identifier",
                "none");
    }
}
