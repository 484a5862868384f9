package org.kivuko.hub.safety;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.security.Security;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kivuko.operations.safety.SafetyFacts;
import org.kivuko.operations.safety.SafetyFault;
import org.kivuko.operations.safety.SafetyRule;
import org.kivuko.operations.safety.UnsafeSettings;

/** How this process was started. Stateless. */
public final class ProcessCheck {
    private static final List<String> OPTIONS =
            List.of("HeapDumpOnOutOfMemoryError", "CreateCoredumpOnCrash", "ExitOnOutOfMemoryError");

    private static final List<String> UNVERIFIED =
            List.of("-Xverify:none", "-noverify", "-XX:-BytecodeVerificationRemote");

    private static final List<String> PROXIES = List.of("http.proxyHost", "https.proxyHost", "socksProxyHost");
    private static final String SYSTEM_PROXIES = "java.net.useSystemProxies";
    private static final List<String> BROKEN_TLS = List.of("SSLv3", "TLSv1", "TLSv1.1");
    private static final String TLS_VERSIONS = "jdk.tls.client.protocols";

    private ProcessCheck() {}

    /** All rules about the process. */
    public static List<SafetyRule> rules() {
        return ProcessRules.ALL;
    }

    /**
     * Refuses to go on in a process that was started unsafely. For the commands that run a hub; a hub inside another program has that
     * program's process.
     *
     * @throws UnsafeSettings with every fault at once
     */
    public static void refuseUnsafe() {
        UnsafeSettings.refuse(faults());
    }

    /** What is unsafe about this very process. */
    public static List<SafetyFault> faults() {
        return SafetyRule.faults(rules(), facts());
    }

    /** How this very process was started. */
    public static SafetyFacts facts() {
        var properties = new TreeMap<String, String>();
        System.getProperties().forEach((name, value) -> properties.put(name.toString(), value.toString()));
        var options = new HashMap<String, String>();
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        OPTIONS.forEach(
                option -> options.put(option, machine.getVMOption(option).getValue()));
        return facts(
                properties,
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                options,
                Charset.defaultCharset().name(),
                Objects.toString(Security.getProperty("jdk.tls.disabledAlgorithms"), ""));
    }

    /**
     * Pure.
     *
     * @param properties of the system
     * @param arguments of the virtual machine
     * @param options of the virtual machine, as they hold
     * @param disabled what TLS of this platform refuses
     */
    static SafetyFacts facts(
            Map<String, String> properties,
            List<String> arguments,
            Map<String, String> options,
            String encoding,
            String disabled) {
        var facts = new SafetyFacts.Collector();
        OPTIONS.forEach(option -> facts.add(option, options.getOrDefault(option, "not told")));
        facts.add("jdk.serialFilter", properties.getOrDefault("jdk.serialFilter", "nothing"));
        facts.add(
                "debug agent (jdwp)",
                words(arguments.stream().filter(it -> it.contains("jdwp")).map(it -> it.split("=", -1)[0])));
        facts.add("bytecode verification switched off", words(arguments.stream().filter(UNVERIFIED::contains)));
        facts.add("com.sun.management.jmxremote", names(properties, "com.sun.management.jmxremote"));
        facts.add(
                "jdk.attach.allowAttachSelf", properties.getOrDefault("jdk.attach.allowAttachSelf", ProcessRules.NONE));
        facts.add("file.encoding", encoding);
        facts.add("proxy properties", proxies(properties));
        facts.add("javax.net.debug", properties.getOrDefault("javax.net.debug", ProcessRules.NONE));
        facts.add("jdk.httpclient.HttpClient.log", names(properties, "jdk.httpclient.HttpClient.log"));
        String hostNames = "jdk.internal.httpclient.disableHostnameVerification";
        // An empty value switches it off, too.
        String unverified = properties.getOrDefault(hostNames, "false");
        facts.add(hostNames, unverified.isEmpty() ? "true" : unverified);
        facts.add("TLS versions that are open", versions(properties, disabled));
        facts.add(
                "com.sun.jndi.*.trustURLCodebase",
                words(properties.entrySet().stream()
                        .filter(it -> it.getKey().startsWith("com.sun.jndi.")
                                && it.getKey().endsWith("trustURLCodebase"))
                        .filter(it -> !it.getValue().equals("false"))
                        .map(Map.Entry::getKey)));
        return facts.facts();
    }

    private static String proxies(Map<String, String> properties) {
        boolean system = "true".equals(properties.get(SYSTEM_PROXIES));
        return words(Stream.concat(
                PROXIES.stream()
                        .filter(name -> !properties.getOrDefault(name, "").isEmpty()),
                Stream.of(SYSTEM_PROXIES).filter(name -> system)));
    }

    private static String versions(Map<String, String> properties, String disabled) {
        List<String> closed =
                Stream.of(disabled.split(",", -1)).map(String::strip).toList();
        var open = new ArrayList<String>();
        for (String version : BROKEN_TLS) {
            boolean asked = List.of(properties.getOrDefault(TLS_VERSIONS, "").split(",", -1))
                    .contains(version);
            if (asked || !closed.contains(version)) {
                open.add(version);
            }
        }
        return open.isEmpty() ? "TLSv1.2 and later" : String.join(" ", open);
    }

    /** The names of properties that begin like this; their values may be secret. */
    private static String names(Map<String, String> properties, String beginning) {
        return words(properties.keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(beginning.toLowerCase(Locale.ROOT))));
    }

    private static String words(Stream<String> found) {
        List<String> all = found.toList();
        return all.isEmpty() ? ProcessRules.NONE : String.join(" ", all);
    }
}
