package org.kivuko.hub.configuration;

import java.util.Optional;
import java.util.Set;
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
                .map(node -> new AgreementReader(new Known(directory, Set.of(), false))
                        .read(Value.root(node, report), text.agreement()))
                .filter(agreement -> report.isClean());
    }
}
