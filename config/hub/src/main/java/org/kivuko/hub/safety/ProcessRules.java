package org.kivuko.hub.safety;

import static org.kivuko.operations.safety.Mender.OPERATOR;
import static org.kivuko.operations.safety.SafetyRule.is;

import java.util.List;
import org.kivuko.operations.safety.SafetyRule;

/** What the process of a hub has to be started with; the launcher does. */
final class ProcessRules {
    static final String NONE = "none";

    static final List<SafetyRule> ALL = List.of(
            of(
                    "PROCESS_SERIAL_FILTER",
                    "jdk.serialFilter",
                    "!*",
                    "nothing",
                    "objects that somebody else wrote are made alive in this process"),
            none("PROCESS_DEBUGGER", "debug agent (jdwp)", "-agentlib:jdwp", "who reaches its port runs any code"),
            none(
                    "PROCESS_REMOTE_JMX",
                    "com.sun.management.jmxremote",
                    "port=9010",
                    "who reaches its port reads and runs what they like"),
            none("PROCESS_SELF_ATTACH", "jdk.attach.allowAttachSelf", "true", "code that crept in changes the program"),
            off("PROCESS_HEAP_DUMP", "HeapDumpOnOutOfMemoryError", "messages and keys lie in a file"),
            off("PROCESS_CORE_DUMP", "CreateCoredumpOnCrash", "messages and keys lie in a file"),
            on("PROCESS_OUT_OF_MEMORY", "ExitOnOutOfMemoryError", "a process goes on half-dead when memory is gone"),
            none("PROCESS_BYTECODE", "bytecode verification switched off", "-Xverify:none", "code is run unchecked"),
            of("PROCESS_ENCODING", "file.encoding", "UTF-8", "US-ASCII", "names are read as others than were written"),
            none(
                    "PROCESS_PROXY",
                    "proxy properties",
                    "http.proxyHost",
                    "calls of the hub go by way of another machine"),
            none("PROCESS_TLS_DEBUG", "javax.net.debug", "all", "what TLS protects is printed"),
            none(
                    "PROCESS_CALL_LOG",
                    "jdk.httpclient.HttpClient.log",
                    "all",
                    "keys in the headers of calls are printed"),
            of(
                    "PROCESS_HOST_NAMES",
                    "jdk.internal.httpclient.disableHostnameVerification",
                    "false",
                    "true",
                    "any certificate passes for any server"),
            of(
                    "PROCESS_TLS_VERSIONS",
                    "TLS versions that are open",
                    "TLSv1.2 and later",
                    "TLSv1",
                    "TLS is spoken that has been broken"),
            none(
                    "PROCESS_REMOTE_CODE",
                    "com.sun.jndi.*.trustURLCodebase",
                    "com.sun.jndi.ldap.object.trustURLCodebase",
                    "a name is enough to have foreign code loaded and run"));

    private ProcessRules() {}

    private static SafetyRule of(String code, String setting, String wanted, String refused, String why) {
        return is(code, setting, wanted, refused, why, OPERATOR);
    }

    private static SafetyRule none(String code, String setting, String refused, String why) {
        return of(code, setting, NONE, refused, why);
    }

    private static SafetyRule on(String code, String setting, String why) {
        return of(code, setting, "true", "false", why);
    }

    private static SafetyRule off(String code, String setting, String why) {
        return of(code, setting, "false", "true", why);
    }
}
