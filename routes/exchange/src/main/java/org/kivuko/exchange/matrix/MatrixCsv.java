package org.kivuko.exchange.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.kivuko.agreement.MatrixPermit;
import org.kivuko.agreement.MatrixRow;
import org.kivuko.model.Coded;

/** The matrix for tables: a line for each permit, or one that says why nothing crosses. RFC 4180, UTF-8. */
public final class MatrixCsv {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "from",
                    "to",
                    "message",
                    "reason",
                    "rule",
                    "instrument",
                    "article",
                    "alert types",
                    "purposes",
                    "recipients",
                    "personal fields")
            .get();

    private MatrixCsv() {}

    /** Writes the lines, with a head. */
    public static String of(Collection<MatrixRow> rows) {
        var text = new StringBuilder();
        try (var printer = new CSVPrinter(text, FORMAT)) {
            for (MatrixRow row : rows) {
                var reason = row.reason().map(Coded::code).orElse("");
                var message = row.message().shortName();
                if (row.permits().isEmpty()) {
                    var rules = String.join(" ", row.rules());
                    printer.printRecord(row.from(), row.to(), message, reason, rules, "", "", "", "", "", "");
                }
                for (MatrixPermit permit : row.permits()) {
                    var instrument = permit.agreement().instrument();
                    printer.printRecord(
                            row.from(),
                            row.to(),
                            message,
                            reason,
                            permit.name(),
                            instrument.name(),
                            instrument.article().orElse(""),
                            MatrixWords.alertTypes(permit),
                            MatrixWords.purposes(permit),
                            MatrixWords.recipients(permit),
                            MatrixWords.fields(permit));
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // a StringBuilder takes everything
        }
        return text.toString();
    }
}
