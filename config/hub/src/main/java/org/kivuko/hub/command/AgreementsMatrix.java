package org.kivuko.hub.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.MatrixRow;
import org.kivuko.exchange.matrix.MatrixCsv;
import org.kivuko.exchange.matrix.MatrixHtml;
import org.kivuko.exchange.matrix.MatrixJson;
import org.kivuko.exchange.matrix.MatrixText;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what crosses, between every two states and inside each. Exit code 1 where the configuration has a fault. */
@Command(
        name = "matrix",
        description = "shows for every pair of states and type of message what crosses, to whom and under what")
final class AgreementsMatrix implements Callable<Integer> {
    /** The forms in which it is written. */
    enum Format {
        TEXT,
        HTML,
        CSV,
        JSON
    }

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, html, csv or json (text)")
    Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "writes to a file in place of standard output")
    Path out;

    @Option(names = "--at", paramLabel = "INSTANT", description = "as of when, 2026-11-01T08:00:00Z (now)")
    Instant at;

    @Mixin
    ConfigurationOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!(options.load() instanceof Configuration.Loaded loaded)) {
            return options.refuse(spec);
        }
        var instant = Optional.ofNullable(at).orElseGet(Instant::now);
        var rows = Agreements.unkeyed(loaded.directory(), loaded.agreements()).matrix(instant);
        var text = text(loaded.directory(), rows, instant);
        if (out == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        } else {
            Files.write(out, text.getBytes(StandardCharsets.UTF_8));
        }
        return 0;
    }

    private String text(Directory directory, List<MatrixRow> rows, Instant instant) {
        return switch (Optional.ofNullable(format).orElse(options.json ? Format.JSON : Format.TEXT)) {
            case TEXT -> String.join("\n", MatrixText.lines(rows)) + "\n";
            case HTML -> MatrixHtml.of(directory, rows, instant);
            case CSV -> MatrixCsv.of(rows);
            case JSON -> new String(MessageJson.write(MatrixJson.of(rows)), StandardCharsets.UTF_8) + "\n";
        };
    }
}
