package org.kivuko.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of the console: those that there are, and how each is looked at. */
final class ConsolePages {
    private static final String PAGES =
            "connectors/console/src/main/resources/org/kivuko/connector/console/static/pages";
    private static final String SCRIPT = ".js";
    private static final View SETTINGS = new View("settings", "settings", "/console/settings", "Ethiopian", "", true);
    private static final View WHAT_IF = new View("what-if", "what-if", "/console/what-if", "Judge it", "", true);

    private ConsolePages() {}

    /**
     * One look at a page.
     *
     * @param page its name in the URL
     * @param name of its pictures
     * @param seen what it says in English once there was traffic
     * @param nothing what it says of a fresh hub; empty where the configuration fills it
     * @param asksNothing whether it is drawn without a call
     */
    record View(String page, String name, String path, String seen, String nothing, boolean asksNothing) {
        private View(String page, String name, String path, String seen, String nothing) {
            this(page, name, path, seen, nothing, false);
        }

        /** Who sees it. */
        String login() {
            return page.equals("people") ? BusyBorder.ADMINISTRATOR : BusyBorder.LOGIN;
        }
    }

    /** A page for every file, as the console itself has it. */
    static Set<String> thatTheConsoleHas() {
        try (Stream<Path> files =
                Files.list(Path.of(System.getProperty("kivuko.root", "../..")).resolve(PAGES))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SCRIPT))
                    .map(name -> name.substring(0, name.length() - SCRIPT.length()))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What there is to see before anything came. */
    static List<View> ofAFreshHub() {
        return List.of(
                view("board", "", "", "Nothing needs anybody"),
                view("queues", "queues", "", ""),
                view("queue", "queue/agency.UGA.DCIC.inbox", "", "Nothing waits here"),
                view("messages", "messages", "", "No message has come yet"),
                view("failures", "failures", "", "Every message that was accepted found its way"),
                view("redrives", "redrives", "", "No redrive job yet"),
                view("held", "held", "", "Nothing is held"),
                view("alerts", "alerts", "", "No threshold is crossed"),
                view("shift", "shift", "", "No note was left"),
                view("audit", "audit?login=nobody", "", "Nothing fits"),
                view("agreements", "agreements", "", ""),
                view("pair", "pair/KEN/XXX", "", "The hub knows nothing between the two"),
                view("posts", "posts", "", ""),
                view("topology", "topology", "", ""),
                view("exercises", "exercises", "", "No exercise was opened yet"),
                view("people", "people", "", ""));
    }

    private static View view(String page, String path, String seen, String nothing) {
        return new View(page, page, "/console/" + path, seen, nothing);
    }

    /** Every page with what is to be seen of this border. */
    static List<View> of(BusyBorder border) {
        String held = border.ask("/v1/ops/held").at("/held/0/ruling").asText();
        String job = border.ask("/v1/ops/redrives").at("/redrives/0/redrive").asText();
        String copy = border.ask("/v1/ops/failures/hub.quarantine")
                .at("/failures/0/copy")
                .asText();
        return all(BusyBorder.NEVER_FETCHED, held, job, copy, border.refused());
    }

    /** Every page, without what stands in it. */
    static List<View> all() {
        return all("", "", "", "", "");
    }

    private static List<View> all(String queue, String held, String job, String copy, String refused) {
        return List.of(
                view("board", "", "asked for by both authorities", ""),
                view("queues", "queues", "nobody listens", ""),
                view("queue", "queue/" + queue, "nobody listens", ""),
                view("messages", "messages", "Export what this filter finds", ""),
                view("message", "message/" + refused, "SUSPENDED", ""),
                view("failures", "failures", "UNREADABLE", ""),
                new View(
                        "failures",
                        "failures-list",
                        "/console/failures/hub.quarantine?cause=UNREADABLE",
                        "Redrive all that match",
                        ""),
                new View("failures", "failures-copy", "/console/failures/hub.quarantine/" + copy, "UNREADABLE", ""),
                view("redrives", "redrives", "the sender mended its system", ""),
                new View("redrives", "redrive", "/console/redrives/" + job, "3 of 3", ""),
                view("held", "held", "SOM.ICA", ""),
                new View("held", "held-one", "/console/held/" + held, "SOM.ICA", ""),
                view("alerts", "alerts", BusyBorder.NEVER_FETCHED, ""),
                view("shift", "shift", "duty desk", ""),
                view("agreements", "agreements", "One-stop border posts", ""),
                view("pair", "pair/KEN/SSD", "asked for by both authorities", ""),
                view("agreement", "agreement/KEN-UGA.osbp", "K-U-9", ""),
                view("rule", "rule/KEN-UGA.osbp/K-U-1", "subject.person.dateOfBirth", ""),
                WHAT_IF,
                view("posts", "posts", "KEN-BUSIA/UGA-BUSIA", ""),
                new View("posts", "posts-list", "/console/posts?map=no", "KEN-BUSIA/UGA-BUSIA", ""),
                view("topology", "topology", "KEN.DIS", ""),
                view("exercises", "exercises", "Joint training at Busia", ""),
                new View("exercises", "exercise", "/console/exercises/BUSIA-2026", "Who answered when", ""),
                view("audit", "audit", "suspend", ""),
                view("people", "people", "amina", ""),
                SETTINGS);
    }
}
