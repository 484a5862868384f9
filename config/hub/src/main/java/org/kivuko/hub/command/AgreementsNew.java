package org.kivuko.hub.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.template.Parties;
import org.kivuko.hub.template.Template;
import org.kivuko.model.Directory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins an agreement between two states from a ready text. Never writes over a file. Exit code 1 where one is there. */
@Command(name = "new", description = "writes a draft between two states, with comments and examples, from a ready text")
final class AgreementsNew implements Callable<Integer> {
    @Option(
            names = "--template",
            required = true,
            paramLabel = "NAME",
            converter = Name.class,
            description = "osbp, stolen-documents, health, missing-persons, flow-statistics or customs-risk")
    Template template;

    @Parameters(index = "0", paramLabel = "STATE", description = "the state whose side comes first in the text")
    String from;

    @Parameters(index = "1", paramLabel = "STATE", description = "the other state")
    String to;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "the agreement file, named after its id (DIR/agreements/KEN-ETH.health.yaml)")
    Path out;

    @Option(names = "--first-day", paramLabel = "DAY", description = "from when it shall hold (first of next month)")
    LocalDate firstDay;

    @Mixin
    ConfigurationOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!(options.load() instanceof Configuration.Loaded loaded)) {
            return options.refuse(spec);
        }
        var parties = parties(loaded.directory());
        var file = Optional.ofNullable(out).orElseGet(() -> options.folder
                .resolve("agreements")
                .resolve(from + "-" + to + "." + template.code() + ".yaml"));
        var draft = template.draft(loaded.directory(), parties, id(file));
        var texts = new LinkedHashMap<Path, String>();
        texts.put(file, draft.yaml());
        draft.messages().forEach((name, text) -> texts.put(file.resolveSibling(name), text));
        var there = texts.keySet().stream().filter(Files::exists).toList();
        if (!there.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("nothing is written: "
                            + there.stream().map(Path::toString).collect(Collectors.joining(", "))
                            + (there.size() == 1 ? " is" : " are") + " there already; name another file with --out");
            return 1;
        }
        write(texts);
        spec.commandLine()
                .getOut()
                .println("written: " + file + ", a draft of " + template.code() + " between " + from + " and " + to
                        + ", with " + draft.messages().size() + " messages for its examples");
        return 0;
    }

    private Parties parties(Directory directory) {
        Stream.of(from, to)
                .filter(state -> directory.state(state).isEmpty())
                .findFirst()
                .ifPresent(state -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "there is no state " + state + "; described are "
                                    + directory.states().stream()
                                            .map(Directory.State::code)
                                            .collect(Collectors.joining(", ")));
                });
        if (from.equals(to)) {
            throw new ParameterException(spec.commandLine(), "an agreement has two sides: name two states");
        }
        return new Parties(from, to, Optional.ofNullable(firstDay).orElseGet(AgreementsNew::nextMonth));
    }

    private static LocalDate nextMonth() {
        return LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1).plusMonths(1);
    }

    /** A file is named after its agreement. */
    private String id(Path file) {
        var name = file.getFileName().toString();
        var id = name.endsWith(".yaml") ? name.substring(0, name.length() - ".yaml".length()) : "";
        if (!id.matches("[A-Z]{3,8}(-[A-Z]{3,8})*\\.[a-z0-9-]+")) {
            throw new ParameterException(
                    spec.commandLine(), "an agreement file is named after its agreement, like KEN-ETH.health.yaml");
        }
        return id;
    }

    private static void write(Map<Path, String> texts) throws IOException {
        for (var text : texts.entrySet()) {
            var folder = text.getKey().toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Files.write(text.getKey(), text.getValue().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Reads the name of a template. */
    static final class Name extends Words<Template> {
        Name() {
            super(Template.class, "template");
        }
    }
}
