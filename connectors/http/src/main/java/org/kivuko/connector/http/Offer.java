package org.kivuko.connector.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kivuko.operations.people.Right;

/** Everything that the door offers. */
final class Offer {
    private Offer() {}

    static Routes routes(HttpPorts ports, LongPolls polls, Metrics metrics) {
        var routes = new ArrayList<Route>();
        addMessages(routes, ports, polls);
        addAgreements(routes, ports);
        addOperations(routes, ports, metrics);
        addWatch(routes, ports);
        addQueues(routes, ports);
        addEvents(routes, ports, polls);
        addExercises(routes, ports);
        addRedrives(routes, ports.ops().redrives());
        addRepairs(routes, ports.ops());
        addSearch(routes, ports);
        addPeople(routes, ports.ops().people());
        // What a page shows stands in its address; the page reads it, not the hub.
        routes.add(Route.get("/console/{file*}", Access.OPEN, Endpoint.of(call -> ports.pages()
                        .find(call.path().get("file"))
                        .answer()))
                .ignoringOthers());
        routes.add(redirect("/console", "/console/"));
        addDocuments(routes);
        return new Routes(routes);
    }

    private static void addMessages(List<Route> routes, HttpPorts ports, LongPolls polls) {
        var messages = new MessageCalls(ports);
        var inbox = new InboxCalls(ports, polls);
        var decisions = new DecisionCalls(ports);
        routes.add(Route.message("/v1/messages", Access.AGENCY, MessageCalls.QUERY, Endpoint.of(messages::post)));
        routes.add(Route.get("/v1/messages/{id}", Access.AGENCY, Endpoint.of(messages::status)));
        var threads = new ThreadCalls(ports.threads());
        routes.add(Route.get("/v1/threads/{agency}/{id}", Access.AGENCY, Endpoint.of(threads::thread)));
        routes.add(Route.lease("/v1/inbox", InboxCalls.INBOX_QUERY, inbox::inbox));
        routes.add(Route.get("/v1/inbox/{delivery}", Access.AGENCY, Endpoint.of(inbox::delivery)));
        routes.add(Route.post("/v1/inbox/{delivery}/ack", Access.AGENCY, inbox::acknowledge));
        var links = new LinkCalls(ports.resends());
        routes.add(Route.message("/v1/links/{agency}/resend", Access.AGENCY, Set.of(), Endpoint.of(links::resend)));
        var alerts = new AlertCalls(ports.alerts());
        routes.add(Route.lease("/v1/alerts/active", AlertCalls.QUERY, Endpoint.of(alerts::active)));
        routes.add(Route.lease("/v1/receipts", InboxCalls.RECEIPTS_QUERY, inbox::receipts));
        routes.add(Route.post("/v1/receipts/{delivery}/ack", Access.AGENCY, inbox::acknowledgeReceipt));
        routes.add(Route.message("/v1/decisions", Access.CALLER, MessageCalls.QUERY, Endpoint.of(decisions::decide))
                .asking());
        routes.add(Route.ops("POST", "/v1/ops/explain", Right.SEE, Endpoint.of(decisions::explain))
                .asking());
    }

    private static void addAgreements(List<Route> routes, HttpPorts ports) {
        var agreements = new AgreementCalls(ports);
        routes.add(Route.get("/v1/agreements", Access.CALLER, Endpoint.of(agreements::list)));
        routes.add(Route.get("/v1/agreements/matrix", Access.CALLER, Endpoint.of(agreements::matrix))
                .withQuery(AgreementCalls.MATRIX_QUERY));
        routes.add(Route.get("/v1/agreements/{id}", Access.CALLER, Endpoint.of(agreements::one)));
        routes.add(Route.get("/v1/posts", Access.CALLER, Endpoint.of(new PostCalls(ports)::posts)));
        var rules = new RuleCalls(ports);
        routes.add(Route.message(RuleCalls.ACTS, Access.CALLER, Set.of(), Endpoint.of(rules::act))
                .needing(Right.AGREEMENTS));
        routes.add(Route.get("/v1/acts/{id}", Access.CALLER, Endpoint.of(rules::acts)));
        routes.add(Route.ops("POST", "/v1/ops/configuration", Right.AGREEMENTS, Endpoint.of(rules::reload))
                .withoutBody()
                .ofTheWholeHub());
        var analyses = new AnalysisCalls(ports.analyses());
        routes.add(Route.ops("GET", "/v1/ops/configuration/check", Right.SEE, Endpoint.of(analyses::check))
                .ofTheWholeHub());
        routes.add(Route.ops("GET", "/v1/ops/configuration/diff", Right.SEE, Endpoint.of(analyses::diff))
                .ofTheWholeHub());
        routes.add(Route.ops("POST", AnalysisCalls.PROOF, Right.AGREEMENTS, Endpoint.of(analyses::prove))
                .withoutBody()
                .ofTheWholeHub());
        routes.add(Route.ops("GET", AnalysisCalls.PROOF, Right.SEE, Endpoint.of(analyses::proof))
                .ofTheWholeHub());
        var emergencies = new EmergencyCalls(ports.emergencies());
        routes.add(Route.message("/v1/emergencies", Access.CALLER, Set.of(), Endpoint.of(emergencies::declare))
                .needing(Right.AGREEMENTS));
        routes.add(Route.get("/v1/emergencies", Access.CALLER, Endpoint.of(emergencies::open)));
        routes.add(Route.post("/v1/emergencies/{emergency}/end", Access.CALLER, Endpoint.of(emergencies::end))
                .needing(Right.AGREEMENTS));
        routes.add(Route.ops("GET", "/v1/ops/emergencies", Right.SEE, Endpoint.of(emergencies::known)));
    }

    private static void addOperations(List<Route> routes, HttpPorts ports, Metrics metrics) {
        var ops = new OpsCalls(ports);
        var observe = new ObserveCalls(ports, metrics);
        routes.add(Route.ops("POST", "/v1/ops/clock/confirm", Right.OPERATE, Endpoint.of(ops::confirmClock))
                .withoutBody()
                .ofTheWholeHub());
        routes.add(Route.ops("GET", "/v1/ops/quarantine", Right.SEE, Endpoint.of(ops::quarantine))
                .withQuery(OpsCalls.QUARANTINE_QUERY));
        var reviews = new ReviewCalls(ports);
        routes.add(Route.get("/v1/ops/held", Access.CALLER, Endpoint.of(reviews::held))
                .withQuery(ReviewCalls.HELD_QUERY));
        routes.add(Route.get("/v1/ops/held/{ruling}", Access.CALLER, Endpoint.of(reviews::one)));
        routes.add(
                Route.message("/v1/ops/held/{ruling}/release", Access.CALLER, Set.of(), Endpoint.of(reviews::release))
                        .needing(Right.REVIEW));
        routes.add(Route.message("/v1/ops/held/{ruling}/refuse", Access.CALLER, Set.of(), Endpoint.of(reviews::refuse))
                .needing(Right.REVIEW));
        routes.add(Route.ops("GET", "/v1/ops/late", Right.SEE, Endpoint.of(reviews::late))
                .withQuery(ReviewCalls.QUERY));
        var recalls = new RecallCalls(ports.recalls(), ports.corrections());
        routes.add(Route.ops("GET", "/v1/ops/recalls", Right.SEE, Endpoint.of(recalls::newest))
                .withQuery(RecallCalls.QUERY));
        routes.add(Route.ops("GET", "/v1/ops/corrections", Right.SEE, Endpoint.of(recalls::newestCorrections))
                .withQuery(RecallCalls.QUERY));
        routes.add(Route.get("/observe/health", Access.LOCAL, Endpoint.of(observe::health)));
        routes.add(Route.get("/observe/live", Access.LOCAL, Endpoint.of(observe::live)));
        routes.add(Route.get("/observe/ready", Access.LOCAL, Endpoint.of(observe::ready)));
        routes.add(Route.get("/observe/metrics", Access.LOCAL, Endpoint.of(observe::metrics)));
    }

    private static void addEvents(List<Route> routes, HttpPorts ports, LongPolls polls) {
        var streams = new EventStreams(EventTopics.of(ports), ports.clock());
        polls.onStop(streams::stop);
        routes.add(Route.ops(
                "GET", "/v1/ops/events", Right.SEE, Endpoint.of(call -> streams.open(call.operator(), call.still()))));
    }

    private static void addQueues(List<Route> routes, HttpPorts ports) {
        var queues = new QueueCalls(ports.broker(), ports.ops().queues());
        routes.add(Route.ops("GET", "/v1/ops/queues", Right.SEE, Endpoint.of(queues::list))
                .withQuery(QueueQuery.KNOWN));
        routes.add(Route.ops("GET", "/v1/ops/queues/{queue}", Right.SEE, Endpoint.of(queues::one))
                .withQuery(QueueCalls.ONE_QUERY));
        routes.add(Route.ops("POST", "/v1/ops/queues/{queue}/pause", Right.OPERATE, Endpoint.of(queues::pause)));
        routes.add(Route.ops("POST", "/v1/ops/queues/{queue}/resume", Right.OPERATE, Endpoint.of(queues::resume)));
    }

    private static void addRepairs(List<Route> routes, OpsPorts ports) {
        var purges = new PurgeCalls(ports.queues(), ports.redrives().purges());
        routes.add(Route.ops("POST", "/v1/ops/queues/{queue}/purge", Right.PURGE, Endpoint.of(purges::purge)));
        var edits = new EditCalls(ports.redrives().edits());
        routes.add(Route.ops("POST", "/v1/ops/failures/{queue}/{copy}/edit", Right.EDIT, Endpoint.of(edits::propose)));
        routes.add(Route.ops("GET", "/v1/ops/edits", Right.SEE, Endpoint.of(edits::list))
                .withQuery(EditCalls.QUERY));
        String one = "/v1/ops/edits/{edit}";
        routes.add(Route.ops("POST", one + "/content", Right.OPEN_CONTENT, Endpoint.of(edits::content)));
        routes.add(Route.ops("POST", one + "/approve", Right.OPERATE, Endpoint.of(edits::approve))
                .needing(Right.OPERATE, Right.EDIT));
        routes.add(Route.ops("POST", one + "/refuse", Right.OPERATE, Endpoint.of(edits::refuse))
                .needing(Right.OPERATE, Right.EDIT));
    }

    private static void addRedrives(List<Route> routes, RedrivePorts ports) {
        var failures = new FailureCalls(ports);
        routes.add(Route.ops("GET", "/v1/ops/failures", Right.SEE, Endpoint.of(failures::causes))
                .withQuery(FailureCalls.CAUSES_QUERY));
        routes.add(Route.ops("GET", "/v1/ops/failures/{queue}", Right.SEE, Endpoint.of(failures::list))
                .withQuery(FailureCalls.LIST_QUERY));
        routes.add(Route.ops(
                "POST", "/v1/ops/failures/{queue}/{copy}/content", Right.OPEN_CONTENT, Endpoint.of(failures::content)));
        var redrives = new RedriveCalls(ports);
        String one = "/v1/ops/redrives/{redrive}";
        routes.add(Route.ops("POST", "/v1/ops/redrives/preview", Right.OPERATE, Endpoint.of(redrives::preview)));
        routes.add(Route.ops("POST", "/v1/ops/redrives", Right.OPERATE, Endpoint.of(redrives::start)));
        routes.add(Route.ops("GET", "/v1/ops/redrives", Right.SEE, Endpoint.of(redrives::list))
                .withQuery(RedriveCalls.LIST_QUERY));
        routes.add(Route.ops("GET", one, Right.SEE, Endpoint.of(redrives::one)));
        routes.add(Route.ops("GET", one + "/results", Right.SEE, Endpoint.of(redrives::results))
                .withQuery(RedriveCalls.RESULTS_QUERY));
        routes.add(Route.ops("POST", one + "/pause", Right.OPERATE, Endpoint.of(redrives::pause)));
        routes.add(Route.ops("POST", one + "/resume", Right.OPERATE, Endpoint.of(redrives::resume)));
        routes.add(Route.ops("POST", one + "/cancel", Right.OPERATE, Endpoint.of(redrives::cancel)));
    }

    private static void addSearch(List<Route> routes, HttpPorts ports) {
        var search = new SearchCalls(ports);
        routes.add(Route.ops("GET", "/v1/ops/messages", Right.SEE, Endpoint.of(search::list))
                .withQuery(MessageFilters.LIST));
        routes.add(Route.ops("GET", "/v1/ops/facets", Right.SEE, Endpoint.of(search::facets))
                .withQuery(MessageFilters.SPAN));
        routes.add(Route.ops("GET", "/v1/ops/messages/{agency}/{id}", Right.SEE, Endpoint.of(search::life)));
        routes.add(Route.ops(
                "POST", "/v1/ops/messages/{agency}/{id}/content", Right.OPEN_CONTENT, Endpoint.of(search::content)));
        var exports = new ExportCalls(ports);
        routes.add(Route.ops("GET", "/v1/ops/messages.csv", Right.EXPORT, Endpoint.of(exports::csv))
                .withQuery(MessageFilters.FILTER));
        routes.add(Route.ops("GET", "/v1/ops/messages.json", Right.EXPORT, Endpoint.of(exports::json))
                .withQuery(MessageFilters.FILTER));
        var views = new ViewCalls(ports);
        routes.add(Route.ops("GET", "/v1/ops/views", Right.SEE, Endpoint.of(views::list)));
        routes.add(Route.ops("POST", "/v1/ops/views", Right.SEE, Endpoint.of(views::save)));
        routes.add(Route.ops("POST", "/v1/ops/views/{view}/remove", Right.SEE, Endpoint.of(views::remove))
                .withoutBody());
    }

    private static void addPeople(List<Route> routes, PeoplePorts ports) {
        var sessions = new SessionCalls(ports);
        routes.add(Route.message("/v1/session", Access.OPEN, Set.of(), Endpoint.of(sessions::begin)));
        var elsewhere = new ElsewhereCalls(ports);
        routes.add(Route.get("/v1/session/ways", Access.OPEN, Endpoint.of(elsewhere::ways)));
        routes.add(Route.lease(
                ElsewhereCalls.LEAVE, Access.OPEN, ElsewhereCalls.LEAVE_QUERY, Endpoint.of(elsewhere::leave)));
        routes.add(Route.lease(
                        ElsewhereCalls.ARRIVE, Access.OPEN, ElsewhereCalls.ARRIVE_QUERY, Endpoint.of(elsewhere::arrive))
                .ignoringOthers());
        routes.add(Route.ops("GET", "/v1/session", Right.SEE, Endpoint.of(sessions::show)));
        routes.add(Route.ops("POST", "/v1/session/end", Right.SEE, Endpoint.of(sessions::end))
                .withoutBody());
        routes.add(Route.ops("POST", "/v1/session/password", Right.SEE, Endpoint.of(sessions::changePassword)));
        var people = new PeopleCalls(ports);
        routes.add(Route.ops("GET", "/v1/ops/people", Right.ADMINISTER, Endpoint.of(people::list)));
        routes.add(Route.ops("POST", "/v1/ops/people", Right.ADMINISTER, Endpoint.of(people::add)));
        routes.add(Route.ops("POST", "/v1/ops/people/{login}", Right.ADMINISTER, Endpoint.of(people::change)));
        var audit = new AuditCalls(ports);
        routes.add(Route.ops("GET", "/v1/ops/audit", Right.AUDIT, Endpoint.of(audit::rows))
                .withQuery(AuditCalls.QUERY));
        // What is added after this is in the table, too.
        routes.add(Route.ops("GET", "/v1/ops/calls", Right.SEE, Endpoint.of(call -> CallTable.of(routes))));
    }

    private static void addWatch(List<Route> routes, HttpPorts ports) {
        var watch = new WatchCalls(ports);
        routes.add(Route.ops("GET", "/v1/ops/alerts", Right.SEE, Endpoint.of(watch::alerts))
                .withQuery(WatchCalls.QUERY));
        routes.add(Route.ops(
                "POST", "/v1/ops/alerts/{alert}/acknowledge", Right.OPERATE, Endpoint.of(watch::acknowledge)));
        routes.add(Route.ops("POST", "/v1/ops/alerts/{alert}/assign", Right.OPERATE, Endpoint.of(watch::assign)));
        routes.add(Route.ops("POST", "/v1/ops/alerts/{alert}/note", Right.OPERATE, Endpoint.of(watch::note)));
        routes.add(Route.ops("GET", "/v1/ops/thresholds", Right.SEE, Endpoint.of(watch::thresholds)));
        routes.add(Route.ops("POST", "/v1/ops/thresholds", Right.ADMINISTER, Endpoint.of(watch::setThreshold)));
        var landscape = new LandscapeCalls(ports.ops().watch().landscape(), ports.clock());
        routes.add(Route.ops("GET", "/v1/ops/posts", Right.SEE, Endpoint.of(landscape::posts)));
        routes.add(Route.ops("GET", "/v1/ops/topology", Right.SEE, Endpoint.of(landscape::topology)));
        var shift = new ShiftCalls(ports.ops().shift(), ports.clock());
        routes.add(Route.ops("GET", "/v1/ops/shift", Right.SEE, Endpoint.of(shift::shift)));
        routes.add(Route.ops("POST", "/v1/ops/shift/notes", Right.OPERATE, Endpoint.of(shift::leave)));
        routes.add(Route.ops("POST", "/v1/ops/maintenance", Right.OPERATE, Endpoint.of(shift::announce)));
        var suspensions = new SuspensionCalls(ports.ops().watch(), ports.clock());
        routes.add(Route.ops("GET", "/v1/ops/agreements", Right.SEE, Endpoint.of(suspensions::list)));
        routes.add(Route.ops(
                "POST", "/v1/ops/agreements/{id}/suspend", Right.AGREEMENTS, Endpoint.of(suspensions::suspend)));
        routes.add(Route.ops(
                "POST", "/v1/ops/agreements/{id}/resume", Right.AGREEMENTS, Endpoint.of(suspensions::resume)));
    }

    private static void addExercises(List<Route> routes, HttpPorts ports) {
        var exercises = new ExerciseCalls(ports.ops().exercises(), ports.clock());
        routes.add(Route.ops("GET", "/v1/ops/exercises", Right.SEE, Endpoint.of(exercises::list)));
        routes.add(Route.ops("POST", "/v1/ops/exercises", Right.OPERATE, Endpoint.of(exercises::open)));
        routes.add(Route.ops(
                "POST", "/v1/ops/exercises/{exercise}/script", Right.OPERATE, Endpoint.of(exercises::script)));
        routes.add(
                Route.ops("POST", "/v1/ops/exercises/{exercise}/close", Right.OPERATE, Endpoint.of(exercises::close)));
        routes.add(
                Route.ops("POST", "/v1/ops/exercises/{exercise}/reset", Right.OPERATE, Endpoint.of(exercises::reset)));
        routes.add(Route.ops("GET", "/v1/ops/exercises/{exercise}/score", Right.SEE, Endpoint.of(exercises::score))
                .withQuery(ExerciseCalls.SCORE_QUERY));
    }

    private static void addDocuments(List<Route> routes) {
        routes.add(Route.get("/schemas/{file*}", Access.OPEN, Endpoint.of(FileCalls::schema)));
        routes.add(redirect("/", "/docs"));
        routes.add(own("/openapi.json", "openapi.json"));
        routes.add(own("/asyncapi.json", "asyncapi.json"));
        routes.add(own("/docs.css", "docs.css"));
        routes.add(Route.get("/docs/files/{file*}", Access.OPEN, Endpoint.of(FileCalls::docs)));
        var docs = new DocsCalls(routes);
        routes.add(
                Route.get(DocsPage.PATH, Access.OPEN, Endpoint.of(docs::index)).withQuery(DocsCalls.QUERY));
        routes.add(Route.get("/docs/errors/{code}", Access.OPEN, Endpoint.of(docs::error))
                .withQuery(DocsCalls.QUERY));
        routes.add(
                Route.get("/docs/try", Access.OPEN, Endpoint.of(docs::tryOut)).withQuery(DocsCalls.TRY_QUERY));
        routes.add(Route.get("/docs/changes", Access.OPEN, Endpoint.of(docs::changes))
                .withQuery(DocsCalls.QUERY));
    }

    private static Route redirect(String from, String to) {
        return Route.get(
                from, Access.OPEN, Endpoint.of(call -> Answer.empty(303).with("Location", to)));
    }

    private static Route own(String path, String file) {
        return Route.get(path, Access.OPEN, Endpoint.of(call -> FileCalls.own(file)));
    }
}
