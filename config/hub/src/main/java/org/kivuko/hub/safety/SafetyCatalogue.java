package org.kivuko.hub.safety;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kivuko.connector.artemis.BrokerCheck;
import org.kivuko.connector.postgres.StartupCheck;
import org.kivuko.operations.safety.SafetyRule;

/** Every rule that keeps a hub from starting. The page {@code config/deploy/SAFETY.md} is written from it. */
public final class SafetyCatalogue {
    private SafetyCatalogue() {}

    /** All rules, by the part that they are about, in the order in which they are looked at. */
    public static Map<String, List<SafetyRule>> parts() {
        var parts = new LinkedHashMap<String, List<SafetyRule>>();
        parts.put("Process", ProcessRules.ALL);
        parts.put("Files", FileRules.ALL);
        parts.put("Configuration", SettingRules.ALL);
        parts.put("Database", StartupCheck.rules());
        parts.put("Broker", BrokerCheck.rules());
        parts.put("Routes", RouteRules.ALL);
        return parts;
    }

    /** All rules. */
    public static List<SafetyRule> all() {
        return parts().values().stream().flatMap(List::stream).toList();
    }
}
