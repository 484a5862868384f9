package org.kivuko.agreement;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Alert;
import org.kivuko.model.AlertType;
import org.kivuko.model.Directory;
import org.kivuko.model.FlowReport;
import org.kivuko.model.FlowReport.Cell;
import org.kivuko.model.MessageType;
import org.kivuko.model.Role;

/**
 * The protections of persons, which stand above all agreements: no agreement can switch one off. Pure functions.
 *
 * <p>What PR-3 lets wait is in {@link Holds}, what PR-4 copies in {@link Copies}. PR-7 (small cells) is not enforced yet:
 * what it would judge is refused to everybody until it is.
 */
final class Protections {
    private static final Set<AlertType> SHOW_CHILDREN = EnumSet.of(AlertType.PER_MISSING, AlertType.PER_AT_RISK);
    private static final String DOCUMENT_ALERTS = "DOC-";

    /** The fewest people a cell by nationality may count without telling of one of them. */
    private static final long SMALLEST_CELL = 10;

    private static final String ALL_NATIONALITIES = "_T";
    private static final BitSet NOTHING = new BitSet();

    private Protections() {}

    /** Whether the message must not reach this recipient at all. */
    static boolean refuse(Matter matter, Directory directory) {
        return waitsForALaterProtection(matter)
                || arrestsNobodyInParticular(matter)
                || tellsThePersonsState(matter, directory);
    }

    /** PR-3: who is to be arrested or checked abroad is named, since no register can be asked about nobody. */
    private static boolean arrestsNobodyInParticular(Matter matter) {
        return Holds.isArrestOrCheckAbroad(matter)
                && matter.severity().isPresent() // an Alert or an Update: what asks for something
                && !matter.concerned().person();
    }

    private static boolean waitsForALaterProtection(Matter matter) {
        return matter.message().payload() instanceof FlowReport report
                && report.cells().stream().anyMatch(Protections::isSmall);
    }

    private static boolean isSmall(Cell cell) {
        return cell.count().isPresent()
                && isSmall(cell.nationality(), cell.count().getAsLong());
    }

    /** Whether a count of a breakdown by nationality is so small that it tells of single persons. */
    static boolean isSmall(Optional<String> nationality, long count) {
        return count > 0
                && count < SMALLEST_CELL
                && nationality.filter(code -> !code.equals(ALL_NATIONALITIES)).isPresent();
    }

    /** PR-1: nothing that shows that a person sought protection goes to that person's state. */
    private static boolean tellsThePersonsState(Matter matter, Directory directory) {
        if (!matter.protectionShown() || !matter.crossesBorder()) {
            return false;
        }
        return matter.concerned()
                .ownState()
                .map(state -> state.equals(matter.to()))
                .orElseGet(() -> !protects(matter.recipient(), directory));
    }

    /** The leaves that go as if no rule kept them; not to be changed. */
    static BitSet removedLeaves(Matter matter, Directory directory) {
        boolean child = matter.concerned().isChild(matter.message().envelope().time())
                && matter.alertType().filter(SHOW_CHILDREN::contains).isEmpty();
        boolean victim = matter.concerned().isVictim()
                && !(protects(matter.sender(), directory) && protects(matter.recipient(), directory));
        if (!child && !victim) {
            return NOTHING;
        }
        return matter.message().payload() instanceof Alert alert
                        && alert.alertType().code().startsWith(DOCUMENT_ALERTS)
                ? Identity.ofDocumentAlert()
                : Identity.of(matter.type());
    }

    /** Whether cells of people under protection must be taken out (PR-2). */
    static boolean hidesProtectionCells(Matter matter, Directory directory) {
        return matter.type() == MessageType.FLOW_REPORT && !directory.hasRole(matter.recipient(), Role.REFUGEE);
    }

    private static boolean protects(AgencyId agency, Directory directory) {
        return directory.hasRole(agency, Role.REFUGEE) || directory.hasRole(agency, Role.CHILD_PROTECTION);
    }
}
