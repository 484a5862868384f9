package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.kivuko.connector.http.Languages;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.doctor.Doctor;
import org.kivuko.hub.doctor.Finding;
import org.kivuko.hub.doctor.Phrase;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Says what on this machine is not as a hub needs it. Exit code 1 where something is to be mended that was not accepted. */
@Command(name = "doctor", description = "looks at this machine before and while a hub runs, and says what to do")
public final class DoctorCommand implements Callable<Integer> {
    private static final List<String> STATES = List.of("state.fine", "state.mend", "state.unknown", "state.accepted");

    @Mixin
    HubFolders folders;

    @Mixin
    DataOption data;

    @Option(names = "--json", description = "prints JSON")
    boolean json;

    @Option(
            names = "--accept",
            paramLabel = "CODE",
            split = ",",
            description = "what is known and stays as it is: shown, and no reason for exit code 1")
    Set<String> accepted = Set.of();

    @Option(
            names = "--lang",
            paramLabel = "TAG",
            converter = Tag.class,
            description =
                    "the language of the answers: en, fr, ar, am, so, sw; unless given, that of this machine, else en")
    String language = Locale.getDefault().getLanguage();

    @Spec
    CommandSpec spec;

    /** A language that there is. */
    static final class Tag implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!Languages.tags().contains(text)) {
                throw new TypeConversionException(
                        "there is no language '" + text + "'; there are " + String.join(", ", Languages.tags()));
            }
            return text;
        }
    }

    @Override
    public Integer call() {
        List<Finding> findings = new Doctor(new HubOptions(
                        folders.config.folder, data.folder, folders.http, folders.amqp, folders.doors(), false, false))
                .examine(Clock.systemUTC());
        PrintWriter out = spec.commandLine().getOut();
        var texts = Phrase.texts(language);
        if (json) {
            out.println(json(findings, texts));
        } else {
            print(findings, texts, out);
        }
        out.flush();
        return findings.stream().anyMatch(this::counts) ? 1 : 0;
    }

    private boolean counts(Finding finding) {
        return finding.state() == Finding.State.MEND && !accepted.contains(finding.code());
    }

    private void print(List<Finding> findings, Languages.Texts texts, PrintWriter out) {
        int width = STATES.stream()
                .mapToInt(state -> texts.text(state).length())
                .max()
                .orElseThrow();
        for (Finding finding : findings) {
            String state = texts.text(state(finding));
            out.printf(
                    "%s  %s: %s [%s]%n",
                    state + " ".repeat(width - state.length()),
                    finding.what().in(texts),
                    finding.found().in(texts),
                    finding.code());
            if (!finding.todo().isEmpty()) {
                out.println(" ".repeat(width + 2) + finding.todo().in(texts));
            }
        }
        if (!texts.reviewed()) {
            out.println(texts.text("unreviewed"));
        }
    }

    private String state(Finding finding) {
        return finding.state() == Finding.State.MEND && !counts(finding)
                ? "state.accepted"
                : "state." + finding.state().name().toLowerCase(Locale.ROOT);
    }

    private String json(List<Finding> findings, Languages.Texts texts) {
        var list = JsonNodeFactory.instance.arrayNode();
        findings.forEach(finding -> list.addObject()
                .put("code", finding.code())
                .put("what", finding.what().in(texts))
                .put("state", finding.state().words())
                .put("accepted", accepted.contains(finding.code()))
                .put("found", finding.found().in(texts))
                .put("todo", finding.todo().in(texts)));
        return new String(MessageJson.write(list), StandardCharsets.UTF_8);
    }
}
