package org.kivuko.hub.configuration;

import java.util.Optional;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreement;
import org.kivuko.hub.signing.AgreementText;
import org.kivuko.model.Directory;

/** Reads an agreement from the text that its parties signed, where its file has become another. */
public final class KeptText {
    private KeptText() {}

    /** The agreement, with nothing of what is not signed; empty where it does not fit these states any more. */
    public static Optional<Agreement> read(AgreementText text, Directory directory) {
        var report = new Report(text.reference());
        // A state has to be written and says nothing where signatures are required. JSON is YAML.
        String file = "{\"state\": \"draft\", " + text.canonical().substring(1);
        return YamlReader.read(file, report)
                .map(node -> new AgreementReader(names(directory)).read(Value.root(node, report), text.agreement()))
                .filter(agreement -> report.isClean());
    }

    /** Its names were checked when it came into force; agencies and posts may have gone since without ending it. */
    private static Known names(Directory directory) {
        var states = directory.states().stream().map(Directory.State::code).collect(Collectors.toSet());
        return new Known(directory, states, true);
    }
}
