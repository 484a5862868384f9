package org.kivuko.hub.safety;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.kivuko.connector.artemis.BrokerCheck;
import org.kivuko.connector.artemis.BrokerSettings;
import org.kivuko.connector.postgres.StartupCheck;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.TakeRoutes;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.HubSettings;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;
import org.kivuko.operations.safety.SafetyFacts;

/** A hub as it is shipped and started by the launcher. */
final class SafeFacts {
    static final String DISABLED = "SSLv3, TLSv1, TLSv1.1, DTLSv1.0, RC4";

    /** What the launcher hands to the virtual machine. */
    static final Map<String, String> OPTIONS = Map.of(
            "HeapDumpOnOutOfMemoryError", "false",
            "CreateCoredumpOnCrash", "false",
            "ExitOnOutOfMemoryError", "true");

    static final Map<String, String> PROPERTIES = Map.of("jdk.serialFilter", "!*", "user.timezone", "UTC");

    private SafeFacts() {}

    /** Of everything; only the database is as its rules say, since a server's own test asks a server. */
    static SafetyFacts all(Path folder) throws Exception {
        return process()
                .and(FileCheck.facts(folder, Optional.empty(), shippedConfiguration()))
                .and(FileCheck.secretFiles(List.of()))
                .and(settings(folder))
                .and(database())
                .and(broker(folder))
                .and(routes());
    }

    static SafetyFacts process() {
        return ProcessCheck.facts(PROPERTIES, List.of("-Xmx1g", "-XX:+UseG1GC"), OPTIONS, "UTF-8", DISABLED);
    }

    static SafetyFacts settings(Path data) throws IOException {
        return SettingCheck.facts(HubSettings.DEFAULT, new SettingCheck.Door("127.0.0.1", false))
                .and(SettingCheck.facts(data, false));
    }

    static SafetyFacts routes() throws Exception {
        var camel = camel();
        camel.addRoutes(new TakeRoutes(List.of(new Outbox(AgencyId.of("KEN.DIS"), Channel.LIVE, Lane.BULK))));
        return RouteCheck.facts(camel);
    }

    /** As the hub makes it. */
    static DefaultCamelContext camel() {
        var camel = new DefaultCamelContext();
        camel.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        return camel;
    }

    static Path shippedConfiguration() {
        return Path.of(System.getProperty("kivuko.root", "../.."), "config");
    }

    private static SafetyFacts broker(Path folder) {
        var shipped = (Configuration.Loaded) Configuration.load(shippedConfiguration());
        return BrokerCheck.facts(BrokerSettings.onLoopback(folder, 5672), shipped.directory());
    }

    private static SafetyFacts database() {
        var facts = new SafetyFacts.Collector();
        var wanted = new TreeMap<String, String>();
        StartupCheck.rules().forEach(rule -> wanted.put(rule.setting(), rule.wanted()));
        wanted.forEach(facts::add);
        return facts.facts();
    }
}
