package org.kivuko.hub.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes what came of a simulation for somebody at a terminal. Pure functions. */
public final class OutcomeText {
    private static final List<String> HEADS = List.of(
            "agency",
            "profile",
            "posted",
            "accepted",
            "refused",
            "no answer",
            "delivered",
            "fetched again",
            "gaps",
            "answered in ms",
            "arrived in ms");

    private OutcomeText() {}

    /**
     * One line of figures.
     *
     * @param since the begin
     */
    public static String progress(Duration since, Outcome outcome) {
        var accounts =
                outcome.neighbours().stream().map(Outcome.Neighbour::account).toList();
        String atIt = outcome.neighbours().stream()
                .filter(each -> !each.done())
                .map(OutcomeText::name)
                .collect(Collectors.joining(", "));
        long broken = accounts.stream().filter(account -> !account.fine()).count();
        return "after " + since.toSeconds() + " s: posted "
                + accounts.stream().mapToLong(Account::posted).sum() + ", accepted "
                + accounts.stream().mapToLong(Account::accepted).sum() + ", delivered "
                + accounts.stream().mapToLong(Account::delivered).sum()
                + (broken == 0 ? "" : ", something broken as seen by " + broken)
                + (atIt.isEmpty() ? "" : "; at it: " + atIt);
    }

    private static String name(Outcome.Neighbour each) {
        return each.part().agency() + " (" + each.part().profile().code() + ")";
    }

    /** The table, what the hub owed each neighbour, and the verdict. */
    public static String of(Outcome outcome) {
        var lines = new ArrayList<String>(table(outcome.neighbours()));
        lines.add("(half of the times, and 99 of 100, are so long or less)");
        outcome.neighbours().forEach(each -> promises(lines, each));
        lines.add("");
        lines.add(verdict(outcome));
        lines.add("The same again: --seed " + outcome.seed());
        return String.join(System.lineSeparator(), lines);
    }

    private static List<String> table(List<Outcome.Neighbour> neighbours) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADS);
        neighbours.stream().map(OutcomeText::row).forEach(rows::add);
        int[] widths = new int[HEADS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static List<String> row(Outcome.Neighbour each) {
        Account account = each.account();
        return List.of(
                each.part().agency().toString(),
                each.part().profile().code(),
                Long.toString(account.posted()),
                Integer.toString(account.accepted()),
                Long.toString(account.refused()),
                Long.toString(account.unanswered()),
                Integer.toString(account.delivered()),
                Long.toString(account.handedAgain()),
                Long.toString(account.gaps()),
                spread(account.answers()),
                spread(each.arrivals()));
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String form = i < 2 ? "%-" + widths[i] + "s  " : "%" + widths[i] + "s  ";
            line.append(String.format(Locale.ROOT, form, row.get(i)));
        }
        return line.toString().stripTrailing();
    }

    private static String spread(Spread spread) {
        return spread.count() == 0
                ? "-"
                : spread.half().toMillis() + " / " + spread.most().toMillis();
    }

    private static void promises(List<String> lines, Outcome.Neighbour each) {
        Profile profile = each.part().profile();
        Account account = each.account();
        lines.add("");
        lines.add(each.part().agency() + ", " + profile.code() + ": " + profile.meaning());
        if (!account.refusals().isEmpty()) {
            lines.add("  refused: "
                    + account.refusals().entrySet().stream()
                            .map(refusal -> refusal.getValue() + " " + refusal.getKey())
                            .collect(Collectors.joining(", ")));
        }
        account.promises().forEach((promise, tally) -> {
            if (tally.broken() > 0) {
                lines.add(row("BROKEN", tally.broken(), promise.words()));
                lines.add(row("", 0, "found first: " + tally.firstBroken() + "; kept " + tally.kept() + " times"));
            }
        });
        own(lines, profile, account);
        if (account.gaps() > 0) {
            lines.add(row("", 0, "Who else fetches for " + each.part().agency() + " takes numbers: is there anybody?"));
            lines.add(row(
                    "",
                    0,
                    "The demonstration does, unless it is started with --except "
                            + each.part().agency()));
        }
    }

    /** What the profile is for, each by itself; what everybody sees, together. */
    private static void own(List<String> lines, Profile profile, Account account) {
        long others = 0;
        long times = 0;
        for (Promise promise : Promise.values()) {
            Books.Tally tally = account.promises().getOrDefault(promise, Books.Tally.NONE);
            boolean own = profile.looksFor().contains(promise);
            if (own && tally.equals(Books.Tally.NONE)) {
                lines.add(row("not seen", 0, promise.words() + " (" + promise.unseen() + ")"));
            } else if (own && tally.broken() == 0) {
                lines.add(row("kept", tally.kept(), promise.words()));
            } else if (tally.broken() == 0 && tally.kept() > 0) {
                others++;
                times += tally.kept();
            }
        }
        if (others > 0) {
            lines.add(row("kept", times, "altogether, of what every neighbour looks at (" + others + ", see --json)"));
        }
    }

    private static String row(String word, long times, String words) {
        return String.format(Locale.ROOT, "  %-9s %6s  %s", word, times == 0 ? "" : Long.toString(times), words);
    }

    private static String verdict(Outcome outcome) {
        List<String> broken = outcome.neighbours().stream()
                .filter(each -> !each.fine())
                .map(each -> name(each) + (each.account().promises().isEmpty() ? " saw nothing" : ""))
                .toList();
        return broken.isEmpty()
                ? "The hub did what it should."
                : "The hub did not do what it should, as seen by " + String.join(", ", broken) + ".";
    }
}
