package org.kivuko.hub.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.kivuko.agreement.Agreement;
import org.kivuko.model.LookAlike;

/** Reads the folder of agreements: first every rule, then every example, so that an example may name any agreement. */
final class AgreementFiles {
    private final Path folder;
    private final Function<Path, Report> reports;
    private final Known known;
    private final Map<String, Agreement> sound = new TreeMap<>();
    private final Map<String, SignedText> texts = new TreeMap<>();
    private int examples;

    /** @param reports gives a file its report */
    AgreementFiles(Path folder, Function<Path, Report> reports, Known known) {
        this.folder = folder;
        this.reports = reports;
        this.known = known;
    }

    /** A file that could be read to its end. */
    private record Draft(Value file, Agreement agreement) {}

    /** @param judged whether states and crossings are sound, so that examples can be judged */
    void read(boolean judged) {
        var drafts = drafts();
        var ids = new TreeSet<String>();
        drafts.forEach(draft -> ids.add(draft.agreement().id()));
        var messages = new ExampleMessages(folder, reports, known.directory());
        for (var draft : drafts) {
            var list = examples(draft, ids);
            if (judged && sound.containsKey(draft.agreement().id())) {
                judge(draft.agreement(), list, messages);
            }
        }
    }

    /** Those without a fault in their rules, in the order of their ids. */
    List<Agreement> agreements() {
        return List.copyOf(sound.values());
    }

    /** What was signed of each, by id. */
    Map<String, SignedText> texts() {
        return Map.copyOf(texts);
    }

    private SignedText signedText(Agreement agreement, Value document) {
        var text = Canonical.text(agreement, document);
        return new SignedText(text, SignedPapers.read(folder, text, agreement.parties(), reports));
    }

    /** How many examples hold. */
    int examples() {
        return examples;
    }

    private List<Draft> drafts() {
        var drafts = new ArrayList<Draft>();
        for (var file : ConfigurationFiles.yaml(folder, reports.apply(folder))) {
            if (file.endsWith(Guarantees.FILE)) {
                continue; // they are asked for by those who prove, and bind no message
            }
            var report = reports.apply(file);
            ConfigurationFiles.read(file, report).ifPresent(document -> {
                var agreement = new AgreementReader(known).read(document, ConfigurationFiles.stem(file));
                drafts.stream()
                        .map(draft -> draft.agreement().id())
                        .filter(other -> LookAlike.alike(other, agreement.id()))
                        .findFirst()
                        .ifPresent(other -> document.wrong(
                                "the agreement " + agreement.id() + " looks like " + other,
                                "give it an id that nobody takes for another"));
                drafts.add(new Draft(document, agreement));
                if (report.isClean()) {
                    sound.put(agreement.id(), agreement);
                    texts.put(agreement.id(), signedText(agreement, document));
                }
            });
        }
        return drafts;
    }

    private List<Example> examples(Draft draft, Set<String> ids) {
        return new ExampleReader(known, ids, draft.agreement()).read(draft.file());
    }

    private void judge(Agreement agreement, List<Example> list, ExampleMessages messages) {
        var judge = new ExampleJudge(known.directory(), sound, agreement);
        for (var example : list) {
            messages.of(example).ifPresent(message -> {
                judge.judge(example, message);
                examples++;
            });
        }
    }
}
