package org.kivuko.connector.http;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of the figures is open on the hub's own machine without the operators' key: nothing that grows when a message is held
 * instead of being put in an inbox, or handed over from there. Whoever could read such a figure before and after an alert of
 * its own would learn whom a register protects (PR-3). Pure functions.
 */
final class OpenFigures {
    private static final Pattern BOOK = Pattern.compile("^kivuko_ledger\\{what=\"([^\"]*)\"}.*");
    private static final Pattern QUEUE = Pattern.compile("^kivuko_queue_[a-z]+\\{queue=\"([^\"]*)\"}.*");
    private static final Pattern ROUTE = Pattern.compile("^kivuko_http_[a-z_]+\\{.*route=\"([^\"]*)\".*");

    /** What comes in, before anything is judged. */
    private static final Set<String> BOOKS =
            Set.of("accepted", "claims_open", "conflict", "dry_runs", "duplicate", "quarantined", "turned");

    /** Recipients fetch what lies in their inboxes, and officers look at what is held. */
    private static final Pattern CLOSED_ROUTES = Pattern.compile("^/v1/(inbox|ops|threads)(/.*)?$");

    private static final Pattern QUEUES =
            Pattern.compile("^((exercise\\.)?agency\\..*\\.(outbox|outbox\\.urgent|receipts)|hub\\.quarantine)$");

    private OpenFigures() {}

    /** The lines that are open, of figures as Prometheus reads them. */
    static String of(String figures) {
        return figures.lines().filter(OpenFigures::isOpen).collect(Collectors.joining("\n", "", "\n"));
    }

    private static boolean isOpen(String line) {
        // What an agency takes, or does not take, was in its inbox.
        if (line.startsWith("kivuko_push_")) {
            return false;
        }
        Matcher book = BOOK.matcher(line);
        if (book.matches()) {
            return BOOKS.contains(book.group(1));
        }
        Matcher queue = QUEUE.matcher(line);
        if (queue.matches()) {
            return QUEUES.matcher(queue.group(1)).matches();
        }
        Matcher route = ROUTE.matcher(line);
        return !route.matches() || !CLOSED_ROUTES.matcher(route.group(1)).matches();
    }
}
