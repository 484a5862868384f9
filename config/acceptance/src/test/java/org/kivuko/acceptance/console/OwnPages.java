package org.kivuko.acceptance.console;

import java.util.List;
import org.kivuko.acceptance.console.PageLooksTest.Shown;

/** The pages of queues and of what is stuck, with what the hub answers. */
final class OwnPages {
    static final String JOB = "/v1/ops/redrives/f00d0001-0000-4000-8000-000000000001";

    private OwnPages() {}

    static List<Shown> all() {
        return List.of(
                new Shown(
                        "board",
                        "/console/",
                        OwnPages::busy,
                        OwnPages::calm,
                        "4 dead letters:",
                        "Nothing needs anybody"),
                new Shown(
                        "queues",
                        "/console/queues",
                        OwnPages::busy,
                        OwnPages::calm,
                        "nobody listens",
                        "There are no queues yet"),
                new Shown(
                        "queue",
                        "/console/queue/agency.UGA.DCIC.inbox",
                        OwnPages::busy,
                        OwnPages::calm,
                        "Paused by",
                        "Nothing waits here"),
                new Shown(
                        "failures",
                        "/console/failures",
                        OwnPages::busy,
                        OwnPages::calm,
                        "Redrive all of this cause",
                        "Every message that was accepted found its way"),
                new Shown(
                        "failures-list",
                        "/console/failures/hub.quarantine?cause=SCHEMA_VIOLATION",
                        OwnPages::busy,
                        OwnPages::calm,
                        "/data/subject/document/number",
                        "Nothing fits this filter"),
                new Shown(
                        "redrives",
                        "/console/redrives",
                        OwnPages::busy,
                        OwnPages::calm,
                        "4,213 of 10,000",
                        "No redrive job yet"),
                new Shown(
                        "redrive",
                        "/console/redrives/f00d0001-0000-4000-8000-000000000001",
                        OwnPages::busy,
                        OwnPages::calm,
                        "gone back",
                        "No result yet"),
                new Shown(
                        "held",
                        "/console/held",
                        OwnPages::busy,
                        OwnPages::calm,
                        "less than an hour",
                        "Nothing is held"));
    }

    static Fixtures busy() {
        return Fixtures.signedIn()
                .file("/v1/ops/alerts", "board-alerts.json")
                .file("/v1/ops/failures?queue=hub.dead", "causes-dead.json")
                .file("/v1/ops/failures?queue=hub.quarantine", "causes-quarantine.json")
                .file("/v1/ops/failures/hub.quarantine", "failures.json")
                .file("/v1/ops/held", "held.json")
                .file("/v1/ops/queues", "queues.json")
                .file("/v1/ops/queues?only=unattended&sort=-oldestSeconds&max=10", "queues-unattended.json")
                .file("/v1/ops/queues/agency.UGA.DCIC.inbox", "queue.json")
                .file("/v1/ops/redrives", "redrives.json")
                .file(JOB, "redrive.json")
                .file(JOB + "/results", "redrive-results.json")
                .json("/v1/ops/edits", "{\"edits\":[]}")
                .file("/v1/ops/agreements", "places/agreements.json")
                .file("/v1/ops/messages", "board-messages.json");
    }

    static Fixtures calm() {
        return Fixtures.signedIn()
                .json("/v1/ops/alerts", "{\"alerts\":[]}")
                .json("/v1/ops/failures", "{\"causes\":[]}")
                .json("/v1/ops/failures/hub.quarantine", "{\"failures\":[]}")
                .json("/v1/ops/held", "{\"held\":[]}")
                .json("/v1/ops/queues", "{\"queues\":[],\"total\":0}")
                .file("/v1/ops/queues/agency.UGA.DCIC.inbox", "queue-empty.json")
                .json("/v1/ops/redrives", "{\"redrives\":[]}")
                .file(JOB, "redrive.json")
                .json(JOB + "/results", "{\"results\":[]}")
                .json("/v1/ops/edits", "{\"edits\":[]}")
                .json("/v1/ops/agreements", "{\"agreements\":[]}")
                .json("/v1/ops/messages", "{\"messages\":[]}");
    }
}
