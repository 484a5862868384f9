package org.kivuko.agreement;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Alert;
import org.kivuko.model.AlertType;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageType;
import org.kivuko.model.Role;

/**
 * The protections of persons, which stand above all agreements: no agreement can switch one off. Pure functions.
 *
 * <p>What PR-3 lets wait is in {@link Holds}, what PR-4 copies in {@link Copies}, what PR-2 and PR-7 hide of figures in
 * {@link Statistics}.
 */
final class Protections {
    private static final Set<AlertType> SHOW_CHILDREN = EnumSet.of(AlertType.PER_MISSING, AlertType.PER_AT_RISK);
    private static final String DOCUMENT_ALERTS = "DOC-";

    private static final BitSet NOTHING = new BitSet();

    private Protections() {}

    /** Whether the message must not reach this recipient at all. */
    static boolean refuse(Matter matter, Directory directory) {
        return arrestsNobodyInParticular(matter) || tellsThePersonsState(matter, directory);
    }

    /** PR-3: who is to be arrested or checked abroad is named, since no register can be asked about nobody. */
    private static boolean arrestsNobodyInParticular(Matter matter) {
        return Holds.isArrestOrCheckAbroad(matter)
                && matter.severity().isPresent() // an Alert or an Update: what asks for something
                && !matter.concerned().person();
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
