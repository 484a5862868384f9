package org.kivuko.hub.safety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.hub.configuration.HubSettings;
import org.kivuko.hub.configuration.WatchSettings.Mail;
import org.kivuko.hub.configuration.WatchSettings.Security;
import org.kivuko.operations.safety.SafetyFacts;
import org.kivuko.operations.safety.SafetyRule;

/** What the configuration, the command line and the keys say together. Stateless. */
public final class SettingCheck {
    private static final String KEY = ".key";
    private static final String NONE = "none";

    private SettingCheck() {}

    /** All rules about what the configuration, the command line and the keys say together. */
    public static List<SafetyRule> rules() {
        return SettingRules.ALL;
    }

    /** Those of them about the data folder and the keys in it, which need no configuration. */
    public static List<SafetyRule> rulesOfData() {
        return SettingRules.DATA;
    }

    /** Those of them about the configuration. */
    public static List<SafetyRule> rulesOfConfiguration() {
        return SettingRules.CONFIGURATION;
    }

    /**
     * Where a door stands and how it is protected.
     *
     * @param host the interface that it listens on
     * @param tls whether it speaks TLS alone
     */
    public record Door(String host, boolean tls) {
        String inWords() {
            return tls || here(host) ? SettingRules.HERE_OR_TLS : host;
        }
    }

    /** Facts of a configuration without a fault of its own. */
    public static SafetyFacts facts(HubSettings settings, Door http) {
        var facts = new SafetyFacts.Collector();
        facts.add("HTTP door", http.inWords());
        facts.add(
                "watch.mail.security",
                settings.watch().mail().map(SettingCheck::mail).orElse(SettingRules.HERE_OR_TLS));
        var quotas = settings.quotas();
        facts.add("quotas.waiting", quotas.general().waiting().orElse(0L), "hub.yaml");
        quotas.own()
                .forEach((agency, quota) ->
                        facts.add("quotas.waiting", quota.waiting().orElse(0L), agency.toString()));
        return facts.facts();
    }

    /**
     * Facts of a data folder and the keys in it.
     *
     * @param demonstration whether the hub is one
     */
    public static SafetyFacts facts(Path data, boolean demonstration) throws IOException {
        var facts = new SafetyFacts.Collector();
        boolean invented = holdsSomething(data.resolve("demonstration"));
        facts.add("data folder of a demonstration", invented && !demonstration ? "yes" : "no");
        keys(facts, keys(data.resolve("keys")));
        return facts.facts();
    }

    /** Every hub has the folder; in a demonstration alone there is something in it. */
    private static boolean holdsSomething(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    /** Pure; no key is repeated, only whose it is. */
    static void keys(SafetyFacts.Collector facts, Map<String, String> keys) {
        String enough = "at least " + SettingRules.SHORTEST_KEY + " characters";
        facts.add("keys of agencies and operator", enough);
        var holders = new TreeMap<String, List<String>>();
        keys.forEach((name, key) -> {
            boolean isShort = key.length() < SettingRules.SHORTEST_KEY;
            facts.add("keys of agencies and operator", isShort ? key.length() + " characters" : enough, name);
            holders.computeIfAbsent(key, any -> new ArrayList<>()).add(name);
        });
        facts.add("one key for two", NONE);
        holders.values().stream()
                .filter(names -> names.size() > 1)
                .forEach(names -> facts.add("one key for two", String.join(" and ", names)));
    }

    private static Map<String, String> keys(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, Path> named = files.filter(file -> file.toString().endsWith(KEY))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(KEY, ""), file -> file));
            var keys = new TreeMap<String, String>();
            for (Map.Entry<String, Path> key : named.entrySet()) {
                keys.put(key.getKey(), Files.readString(key.getValue()).strip());
            }
            return keys;
        } catch (NoSuchFileException none) {
            return Map.of();
        }
    }

    private static String mail(Mail mail) {
        boolean plain = mail.security() == Security.NONE && !here(mail.host());
        return plain ? "none to " + mail.host() : SettingRules.HERE_OR_TLS;
    }

    private static boolean here(String host) {
        return host.matches("localhost|::1|\\[::1]|127(\\.[0-9]{1,3}){3}");
    }
}
