package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/** What a target says of itself. */
final class DescriptionCases {
    private static final Cite OPEN = Cite.http("GET /schemas/…, /openapi.json, /asyncapi.json, /docs: open");
    private static final Cite TWICE = Cite.members("/schemas has each type twice: as posted, and as delivered");
    private static final Cite AGREEMENTS = Cite.answers(
            "List: {agreements: [{agreement, version, title, parties, state, valid}]}; one: the file's keys as JSON; matrix: {rows: [{from, to, message, rules, recipients, keep, reason?}]}.");
    private static final byte[] NOTHING = {};

    private DescriptionCases() {}

    static Topic topic() {
        return Topic.of(
                "Descriptions and agreements",
                Case.of(
                        "DSC-001",
                        "The description of the calls is open to all",
                        OPEN,
                        "Serve /openapi.json without a key.",
                        bench -> Expect.that(
                                open(bench, "/openapi.json")
                                        .path("openapi")
                                        .asText()
                                        .startsWith("3."),
                                "an OpenAPI description of version 3",
                                "another document")),
                Case.of(
                        "DSC-002",
                        "It names every call of an agency",
                        OPEN,
                        "Describe every call that the contract names.",
                        DescriptionCases::calls),
                Case.of(
                        "DSC-003",
                        "The description of the broker's doors is open to all",
                        OPEN,
                        "Serve /asyncapi.json without a key.",
                        bench -> Expect.member(open(bench, "/asyncapi.json"), "asyncapi", "the description")),
                Case.of(
                        "DSC-004",
                        "The schemas of what is posted are open to all",
                        TWICE,
                        "Serve the schemas of all types under /schemas, without a key.",
                        bench -> schemas(bench, "")),
                Case.of(
                        "DSC-005",
                        "The schemas of what is delivered are open to all",
                        TWICE,
                        "Serve the schema of each type as delivered beside that as posted.",
                        bench -> schemas(bench, ".delivered")),
                Case.of(
                        "DSC-006",
                        "The schemas of what the hub sends are open to all",
                        TWICE,
                        "Serve the schemas of receipt and void.",
                        bench -> {
                            schema(bench, "receipt.v1");
                            schema(bench, "void.v1");
                        }),
                Case.of(
                        "DSC-007",
                        "A schema that is not there is 404",
                        Cite.answers("NOT_FOUND 404"),
                        "Answer 404 NOT_FOUND.",
                        bench -> Expect.refused(
                                bench.target().call("", "GET", "/schemas/rumour.v1.json", NOTHING), 404, "NOT_FOUND")),
                Case.of(
                        "DSC-008",
                        "The agreements in force are listed",
                        AGREEMENTS,
                        "List each agreement with these members.",
                        DescriptionCases::list),
                Case.of(
                        "DSC-009",
                        "One agreement is shown with its rules",
                        AGREEMENTS,
                        "Serve the keys of the agreement's file as JSON, without its examples.",
                        DescriptionCases::one),
                Case.of(
                        "DSC-010",
                        "An agreement that is not there is 404",
                        AGREEMENTS,
                        "Answer 404 NOT_FOUND.",
                        bench -> Expect.refused(bench.sender().get("/v1/agreements/QQQ.none"), 404, "NOT_FOUND")),
                Case.of(
                        "DSC-011",
                        "The matrix says for each pair what crosses",
                        AGREEMENTS,
                        "Serve the rows of the matrix with these members.",
                        DescriptionCases::matrix));
    }

    private static JsonNode open(Bench bench, String path) throws IOException {
        return Expect.status(bench.target().call("", "GET", path, NOTHING), 200).json();
    }

    private static void calls(Bench bench) throws IOException {
        JsonNode paths = Expect.member(open(bench, "/openapi.json"), "paths", "the description");
        for (String path : List.of(
                "/v1/messages",
                "/v1/messages/{id}",
                "/v1/inbox",
                "/v1/inbox/{delivery}/ack",
                "/v1/receipts",
                "/v1/receipts/{delivery}/ack",
                "/v1/decisions",
                "/v1/agreements",
                "/v1/agreements/{id}",
                "/v1/agreements/matrix")) {
            Expect.member(paths, path, "paths");
        }
    }

    private static void schemas(Bench bench, String how) throws IOException {
        for (String type : List.of("alert.v1", "flow-report.v1", "crossing-record.v1")) {
            schema(bench, type + how);
        }
    }

    private static void schema(Bench bench, String name) throws IOException {
        JsonNode schema = open(bench, "/schemas/" + name + ".json");
        Expect.that(
                schema.path("$schema").asText().contains("2020-12"),
                "a JSON Schema 2020-12 at /schemas/" + name + ".json",
                "another document");
    }

    private static JsonNode agreements(Bench bench) throws IOException {
        return Expect.member(
                Expect.status(bench.sender().get("/v1/agreements"), 200).json(), "agreements", "the answer");
    }

    private static void list(Bench bench) throws IOException {
        for (JsonNode agreement : agreements(bench)) {
            for (String name : List.of("agreement", "version", "title", "parties", "state", "valid")) {
                Expect.member(agreement, name, "an agreement");
            }
        }
    }

    private static void one(Bench bench) throws IOException {
        JsonNode first = agreements(bench).path(0);
        Expect.that(!first.isMissingNode(), "at least one agreement in force", "none");
        JsonNode agreement = Expect.status(
                        bench.sender()
                                .get("/v1/agreements/" + first.path("agreement").asText()),
                        200)
                .json();
        for (String name : List.of("agreement", "version", "parties", "annexes", "rules")) {
            Expect.member(agreement, name, "an agreement");
        }
        Expect.that(!agreement.has("examples"), "no examples", "examples");
    }

    private static void matrix(Bench bench) throws IOException {
        JsonNode rows = Expect.member(
                Expect.status(bench.sender().get("/v1/agreements/matrix"), 200).json(), "rows", "the matrix");
        Expect.that(!rows.isEmpty(), "at least one row", "none");
        for (JsonNode row : rows) {
            for (String name : List.of("from", "to", "message", "rules", "recipients", "keep")) {
                Expect.member(row, name, "a row of the matrix");
            }
        }
    }
}
