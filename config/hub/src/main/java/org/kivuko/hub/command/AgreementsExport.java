package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.kivuko.agreement.Agreement;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.odrl.OdrlExport;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints agreements in a language that other systems read. Exit code 1 where the configuration has a fault. */
@Command(name = "export", description = "prints one agreement, or all, as ODRL 2.2 policies in JSON-LD")
final class AgreementsExport implements Callable<Integer> {
    @Option(
            names = "--odrl",
            required = true,
            description = "as ODRL 2.2; the mapping stands in config/agreements/ODRL.md")
    boolean odrl;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "of the agreement, KEN-UGA.osbp (all)")
    String id;

    @Mixin
    ConfigurationOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (!(options.load() instanceof Configuration.Loaded loaded)) {
            return options.refuse(spec);
        }
        var out = spec.commandLine().getOut();
        out.println(new String(MessageJson.write(document(loaded)), StandardCharsets.UTF_8));
        out.flush();
        return 0;
    }

    private JsonNode document(Configuration.Loaded loaded) {
        if (id == null) {
            var all = JsonNodeFactory.instance.arrayNode();
            loaded.agreements().stream().map(OdrlExport::policy).forEach(all::add);
            return all;
        }
        return loaded.agreements().stream()
                .filter(agreement -> agreement.id().equals(id))
                .findFirst()
                .map((Agreement agreement) -> OdrlExport.policy(agreement))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "no file in " + options.folder + "/agreements holds the agreement " + id));
    }
}
