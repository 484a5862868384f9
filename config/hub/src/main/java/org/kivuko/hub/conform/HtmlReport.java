package org.kivuko.hub.conform;

import java.time.temporal.ChronoUnit;
import java.util.List;

/** The outcome as a page that is read by itself: no script, nothing is loaded. */
final class HtmlReport {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #d0d7de; --soft: #f6f8fa; --good: #1a7f37; --bad: #b3261e; --none: #57606a }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --line: #30363d; --soft: #161b22; --good: #56d364; --bad: #ff8a80; --none: #9aa4af } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-inline-size: 70rem; margin: 2rem auto; padding-inline: 1rem }
            h1 { font-size: 1.6rem; margin-block-end: .2rem } h2 { font-size: 1.2rem; margin-block: 2rem .5rem }
            .score { font-size: 1.3rem; border-inline-start: .4rem solid var(--good); padding: .6rem 1rem; background: var(--soft) }
            .score.bad { border-color: var(--bad) }
            table { border-collapse: collapse; inline-size: 100%; table-layout: fixed; overflow-wrap: anywhere }
            th:nth-child(1) { inline-size: 6rem } th:nth-child(3) { inline-size: 15rem } th:nth-child(4) { inline-size: 7rem }
            th, td { text-align: start; vertical-align: top; padding: .35rem .6rem; border-block-end: 1px solid var(--line) }
            td.id { white-space: nowrap; font-variant-numeric: tabular-nums } td.verdict { white-space: nowrap; font-weight: 600 }
            .passed { color: var(--good) } .failed { color: var(--bad) } .not-asked { color: var(--none) }
            .case { border: 1px solid var(--line); border-inline-start: .4rem solid var(--bad); padding: .5rem 1rem; margin-block: 1rem }
            .case h3 { font-size: 1rem; margin-block: .3rem } dl { display: grid; grid-template-columns: 8rem 1fr; gap: .3rem 1rem; margin: 0 }
            dt { color: var(--none) } dd { margin: 0; overflow-wrap: anywhere }
            @media (max-width: 40rem) { th:nth-child(3), td:nth-child(3) { display: none } th:nth-child(1) { inline-size: 5rem } dl { grid-template-columns: 1fr; gap: 0 } dd { margin-block-end: .5rem } }
            @media print { body { margin: 0; max-inline-size: none } .case { break-inside: avoid } }
            """;

    private HtmlReport() {}

    static String of(Outcome outcome) {
        var page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .append("<title>Conformance of ")
                .append(escape(outcome.target()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n");
        head(page, outcome);
        failures(page, outcome.results());
        notAsked(page, outcome);
        topics(page, outcome.results());
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void head(StringBuilder page, Outcome outcome) {
        Score score = outcome.score();
        page.append("<h1>Conformance of <bdi>").append(escape(outcome.target())).append("</bdi></h1>\n");
        page.append("<p>Asked as <bdi>")
                .append(escape(outcome.sender()))
                .append("</bdi>, with messages for <bdi>")
                .append(escape(outcome.recipient().isEmpty() ? "nobody" : outcome.recipient()))
                .append("</bdi>, on ")
                .append(outcome.began().truncatedTo(ChronoUnit.SECONDS))
                .append(", for ")
                .append(outcome.took().toSeconds())
                .append(" s, seed ")
                .append(outcome.seed())
                .append(".</p>\n");
        page.append("<p class=\"score")
                .append(score.clean() ? "" : " bad")
                .append("\">")
                .append(score)
                .append(".</p>\n");
        if (!outcome.left().isEmpty()) {
            page.append("<p class=\"failed\">").append(escape(outcome.left())).append("</p>\n");
        }
    }

    private static void failures(StringBuilder page, List<Result> results) {
        List<Result> failures = results.stream()
                .filter(result -> result.verdict() instanceof Verdict.Failed)
                .toList();
        if (failures.isEmpty()) {
            return;
        }
        page.append("<h2>What to mend</h2>\n");
        for (Result result : failures) {
            var failed = (Verdict.Failed) result.verdict();
            Cite cite = result.of().cite();
            page.append("<section class=\"case\" id=\"")
                    .append(result.of().id())
                    .append("\">\n<h3>")
                    .append(result.of().id())
                    .append(" · ")
                    .append(escape(result.of().title()))
                    .append("</h3>\n<dl>\n");
            term(page, "Expected", failed.expected());
            term(page, "Found", failed.found());
            term(page, "What to mend", result.of().remedy());
            term(page, "Contract", cite.paragraph() + ": “" + cite.sentence() + "”");
            page.append("</dl>\n</section>\n");
        }
    }

    private static void term(StringBuilder page, String word, String text) {
        page.append("<dt>")
                .append(word)
                .append("</dt><dd dir=\"auto\">")
                .append(escape(text))
                .append("</dd>\n");
    }

    private static void notAsked(StringBuilder page, Outcome outcome) {
        if (outcome.reasons().isEmpty()) {
            return;
        }
        page.append("<h2>What was not asked</h2>\n<p>These cases say nothing for or against the target.</p>\n<ul>\n");
        outcome.reasons().forEach((reason, count) -> page.append("<li>")
                .append(count)
                .append(count == 1 ? " case: " : " cases: ")
                .append(escape(reason))
                .append("</li>\n"));
        page.append("</ul>\n");
    }

    private static void topics(StringBuilder page, List<Result> results) {
        for (Topic topic : Suite.topics()) {
            List<Result> own = results.stream()
                    .filter(result -> result.topic().equals(topic.name()))
                    .toList();
            if (own.isEmpty()) {
                continue;
            }
            Score score = Score.of(own);
            page.append("<h2>")
                    .append(escape(topic.name()))
                    .append(" · ")
                    .append(score.passed())
                    .append(" of ")
                    .append(score.asked())
                    .append(
                            "</h2>\n<table>\n<thead><tr><th scope=\"col\">Case</th><th scope=\"col\">What must be</th><th scope=\"col\">Contract</th><th scope=\"col\">Outcome</th></tr></thead>\n<tbody>\n");
            own.forEach(result -> row(page, result));
            page.append("</tbody>\n</table>\n");
        }
    }

    private static void row(StringBuilder page, Result result) {
        Verdict verdict = result.verdict();
        String word = verdict.word();
        String id = verdict instanceof Verdict.Failed
                ? "<a href=\"#" + result.of().id() + "\">" + result.of().id() + "</a>"
                : result.of().id();
        page.append("<tr><td class=\"id\">")
                .append(id)
                .append("</td><td>")
                .append(escape(result.of().title()))
                .append("</td><td>")
                .append(escape(result.of().cite().paragraph()))
                .append("</td><td class=\"verdict ")
                .append(word.replace(' ', '-'))
                .append("\">")
                .append(word)
                .append("</td></tr>\n");
    }

    /** Text as HTML shows it, in elements and in attributes; what is not to be seen is shown. */
    static String escape(String text) {
        var safe = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    int type = Character.getType(point);
                    boolean unseen =
                            type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
                    safe.append(unseen && point != '\n' ? String.format("\\u{%x}", point) : Character.toString(point));
                }
            }
        });
        return safe.toString();
    }
}
