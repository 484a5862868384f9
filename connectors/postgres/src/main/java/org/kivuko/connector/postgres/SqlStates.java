package org.kivuko.connector.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the codes of a failed statement mean (PostgreSQL, appendix "Error Codes"). */
final class SqlStates {
    /** Connection gone, resources short, stopped by an operator, trouble of the system, rolled back by the server. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58", "40");

    /** Lock not had in time; transaction ended for idling; failed transaction; read-only while a standby takes over. */
    private static final Set<String> PASSING = Set.of("55P03", "25P03", "25P02", "25006");

    private SqlStates() {}

    /** Whether the same call can succeed later without anybody changing the program or the data. */
    static boolean passing(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.length() != 5) {
            return true;
        }
        return e instanceof SQLTransientException
                || PASSING_CLASSES.contains(state.substring(0, 2))
                || PASSING.contains(state);
    }

    /** Names of table and constraint, where the server tells them; no values. */
    static String place(SQLException e) {
        if (!(e instanceof PSQLException thrown) || thrown.getServerErrorMessage() == null) {
            return "";
        }
        ServerErrorMessage server = thrown.getServerErrorMessage();
        String table = server.getTable() == null ? "" : " at " + server.getTable();
        return table + (server.getConstraint() == null ? "" : " by " + server.getConstraint());
    }
}
