package org.kivuko.connector.mail;

import java.util.Locale;
import java.util.stream.Collectors;
import org.kivuko.exchange.Times;
import org.kivuko.operations.watch.Alert;
import org.kivuko.operations.watch.AlertSeverity;
import org.kivuko.operations.watch.NoticeBook;

/** Starts and ends of alerts in words for a mail. Names of queues, agencies and agreements, and numbers: nothing of a message. Pure. */
final class Words {
    private Words() {}

    /** One line: how many started and ended. */
    static String subject(NoticeBook.Bundle bundle) {
        long started = bundle.told().stream().filter(NoticeBook.Told::started).count();
        long urgent = bundle.told().stream()
                .filter(NoticeBook.Told::started)
                .filter(told -> told.alert().severity() == AlertSeverity.URGENT)
                .count();
        return "Kivuko: " + started + " started (" + urgent + " urgent), "
                + (bundle.told().size() - started) + " ended";
    }

    static String text(NoticeBook.Bundle bundle) {
        return bundle.told().stream().map(Words::line).collect(Collectors.joining("\n"))
                + "\n\nWho acts, and what was done, stands on the page of alerts of the console.\n";
    }

    /** A name that breaks its line would say what nobody said. */
    private static String inLine(String name) {
        return name.replaceAll("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]", "?");
    }

    private static String line(NoticeBook.Told told) {
        Alert alert = told.alert();
        String unit = alert.kind().isYesOrNo() ? "" : " " + alert.kind().unit();
        String mark = alert.kind().isYesOrNo() ? "" : " (threshold " + alert.threshold() + ")";
        String measured = alert.kind().isYesOrNo() ? "" : ", " + alert.value() + unit + mark;
        return (told.started() ? "STARTED " : "ENDED   ")
                + alert.severity().code().toUpperCase(Locale.ROOT) + " "
                + alert.kind() + " " + inLine(alert.target()) + measured + ", since " + Times.text(alert.since())
                + (told.started()
                        ? ""
                        : alert.endedAt().map(at -> ", until " + Times.text(at)).orElse(""));
    }
}
