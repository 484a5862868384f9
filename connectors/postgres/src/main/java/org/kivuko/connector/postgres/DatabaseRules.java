package org.kivuko.connector.postgres;

import static org.kivuko.operations.safety.Mender.DATABASE;
import static org.kivuko.operations.safety.Mender.OPERATOR;
import static org.kivuko.operations.safety.SafetyRule.is;

import java.util.List;
import org.kivuko.operations.safety.SafetyRule;

/** What the settings of the database have to be, under the server's own names; embedded and remote alike. */
final class DatabaseRules {
    static final String OWN_DOOR = "pg_hba.conf for the hub's account";
    static final String ADMINISTRATORS_DOOR = "pg_hba.conf for postgres";
    static final String TRANSPORT = "connection over the network";
    static final String RECOVERY = "pg_is_in_recovery";
    static final String VALUES_LOGGED = "values of statements in the server's log";

    static final String KEPT = "this machine alone, or TLS with the server's name checked";
    private static final String ASKED = "asked";
    private static final String LET_IN = "let in without the right password";
    private static final String READABLE = "messages stand in the server's log";

    /** A commit counts for the hub once it is on this server's disk: every value but off waits for that. */
    static final List<SafetyRule> ALL = List.of(
            on("DATABASE_FSYNC", "fsync", "a power cut takes what was committed, or the whole cluster"),
            new SafetyRule(
                    "DATABASE_SYNCHRONOUS_COMMIT",
                    "synchronous_commit",
                    "on",
                    "off",
                    "a power cut takes what was committed last",
                    DATABASE,
                    value -> !value.equals("off")),
            on("DATABASE_FULL_PAGE_WRITES", "full_page_writes", "a power cut leaves half a page that nobody can read"),
            off("DATABASE_ZERO_DAMAGED_PAGES", "zero_damaged_pages", "a damaged page is emptied in place of reported"),
            off("DATABASE_IGNORE_CHECKSUMS", "ignore_checksum_failure", "damaged rows are read as if they were right"),
            off("DATABASE_READ_ONLY", "default_transaction_read_only", "nothing can be recorded"),
            is(
                    "DATABASE_REPLICA",
                    RECOVERY,
                    "off",
                    "on",
                    "this is a copy of another server, on which nothing can be recorded",
                    OPERATOR),
            is(
                    "DATABASE_TRIGGERS",
                    "session_replication_role",
                    "origin",
                    "replica",
                    "no trigger and no foreign key guards the ledger and the audit",
                    DATABASE),
            is(
                    "DATABASE_ENCODING",
                    "server_encoding",
                    "UTF8",
                    "SQL_ASCII",
                    "names are kept as something else than they were written",
                    DATABASE),
            is(
                    "DATABASE_PASSWORDS",
                    "password_encryption",
                    "scram-sha-256",
                    "md5",
                    "a password that is set anew can be found out from its digest",
                    DATABASE),
            is("DATABASE_TRUST", OWN_DOOR, ASKED, LET_IN, "everybody on the network is the hub", DATABASE),
            is(
                    "DATABASE_TRUST_ADMINISTRATOR",
                    ADMINISTRATORS_DOOR,
                    ASKED,
                    LET_IN,
                    "everybody on the network may do everything with the ledger",
                    DATABASE),
            is(
                    "DATABASE_PLAIN_OUTSIDE",
                    TRANSPORT,
                    KEPT,
                    "without TLS",
                    "password and messages go over the network for everybody to read",
                    OPERATOR),
            is("DATABASE_LOGS_VALUES", VALUES_LOGGED, "none", "log_statement=all", READABLE, DATABASE),
            off("DATABASE_LOGS_PLANS", "debug_print_plan", READABLE),
            off("DATABASE_LOGS_PARSED", "debug_print_parse", READABLE),
            off("DATABASE_LOGS_REWRITTEN", "debug_print_rewritten", READABLE),
            is(
                    "DATABASE_LOGS_ERRORS",
                    "log_parameter_max_length_on_error",
                    "0",
                    "-1",
                    READABLE + " with each statement that fails",
                    DATABASE));

    private DatabaseRules() {}

    private static SafetyRule on(String code, String setting, String why) {
        return is(code, setting, "on", "off", why, DATABASE);
    }

    private static SafetyRule off(String code, String setting, String why) {
        return is(code, setting, "off", "on", why, DATABASE);
    }
}
