package org.kivuko.testkit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageType;
import org.kivuko.model.Role;

/**
 * Two states, three agencies each, and one agreement: enough to see a message released, reduced and refused. Uganda's police
 * gets everything, its immigration service the core, its customs nothing.
 */
public final class SmallWorld {
    public static final AgencyId KEN_DIS = AgencyId.of("KEN.DIS");
    public static final AgencyId KEN_KRA = AgencyId.of("KEN.KRA");
    public static final AgencyId KEN_BMS = AgencyId.of("KEN.BMS");
    public static final AgencyId UGA_DCIC = AgencyId.of("UGA.DCIC");
    public static final AgencyId UGA_URA = AgencyId.of("UGA.URA");
    public static final AgencyId UGA_UPF = AgencyId.of("UGA.UPF");

    private SmallWorld() {}

    /** Its states and the crossing at Busia. */
    public static Directory directory() {
        var kenya = new Directory.State(
                "KEN",
                "Kenya",
                Optional.of(KEN_BMS),
                List.of(
                        agency(KEN_BMS, Role.COORDINATION),
                        agency(KEN_DIS, Role.IMMIGRATION),
                        agency(KEN_KRA, Role.CUSTOMS)));
        var uganda = new Directory.State(
                "UGA",
                "Uganda",
                Optional.of(UGA_DCIC),
                List.of(
                        agency(UGA_DCIC, Role.IMMIGRATION),
                        agency(UGA_URA, Role.CUSTOMS),
                        agency(UGA_UPF, Role.BORDER_SECURITY)));
        var busia = new Directory.Crossing(
                "KEN-BUSIA/UGA-BUSIA",
                "Busia",
                true,
                false,
                List.of(KEN_BMS, UGA_DCIC),
                List.of(side("KEN-BUSIA", KEN_DIS, KEN_KRA), side("UGA-BUSIA", UGA_DCIC, UGA_URA)));
        return new Directory(List.of(kenya, uganda), List.of(busia));
    }

    /** Its one agreement, compiled. */
    public static Agreements agreements() {
        return agreements(Agreement.State.IN_FORCE);
    }

    /** The same in another state. */
    public static Agreements agreements(Agreement.State state) {
        return compiled(between(state));
    }

    /** The same with a protocol by which Uganda's police may tell its immigration service everything. */
    public static Agreements agreementsWithProtocol() {
        return compiled(
                between(Agreement.State.IN_FORCE),
                agreement(
                        "UGA.small",
                        List.of("UGA"),
                        Agreement.State.IN_FORCE,
                        List.of(permit("N-1", "UGA", "UGA", UGA_DCIC, "*"))));
    }

    private static Agreements compiled(Agreement... agreements) {
        return Agreements.unkeyed(directory(), List.of(agreements));
    }

    private static Agreement between(Agreement.State state) {
        return agreement(
                "KEN-UGA.small",
                List.of("KEN", "UGA"),
                state,
                List.of(
                        permit("S-1", "KEN", "UGA", UGA_UPF, "*"),
                        permit("S-2", "KEN", "UGA", UGA_DCIC, "@core"),
                        permit("S-3", "UGA", "KEN", KEN_DIS, "*")));
    }

    private static Agreement agreement(String id, List<String> parties, Agreement.State state, List<Rule> rules) {
        return new Agreement(
                id,
                1,
                "A small agreement",
                new Agreement.Instrument("Test", Optional.of("s. 1")),
                parties,
                state,
                new Agreement.Validity(LocalDate.of(2020, 1, 1), Optional.empty()),
                Map.of("alert", Set.copyOf(parties)),
                rules);
    }

    private static Rule permit(String id, String from, String to, AgencyId recipient, String keep) {
        return new Rule(
                id,
                Rule.Kind.PERMIT,
                from,
                to,
                Optional.of("alert"),
                Set.of(MessageType.ALERT, MessageType.REQUEST, MessageType.REPLY),
                List.of(),
                List.of(),
                List.of(new Rule.Party.Named(recipient)),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                false,
                new Rule.Fields(List.of(keep), Map.of(), List.of()),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    private static Directory.Agency agency(AgencyId id, Role role) {
        return new Directory.Agency(id, id.toString(), Set.of(role), false);
    }

    private static Directory.Side side(String post, AgencyId... agencies) {
        return new Directory.Side(
                post, post.substring(0, 3), Optional.empty(), Optional.empty(), Optional.empty(), List.of(agencies));
    }

    /**
     * A message that refers to another one.
     *
     * @param type its short name
     * @param reference key of that message, or empty for none
     * @param data members of {@code data} beside its references, written as JSON with a comma before, or empty
     */
    public static String referring(AgencyId sender, String id, String type, String to, String reference, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"%s","type":"kivuko.%s.v1","time":"2026-11-01T08:00:00Z",
                 "to":"%s","purpose":"border-check","data":{"references":[%s]%s}}
                """
                .formatted(id, sender.source(), type, to, reference.isEmpty() ? "" : "\"" + reference + "\"", data);
    }

    /**
     * A stolen passport.
     *
     * @param more members of the envelope or of {@code data}, written as JSON with a comma behind, or empty
     */
    public static String stolenPassport(AgencyId sender, String id, String to, String more) {
        return """
                {"specversion":"1.0","id":"%s","source":"%s","type":"kivuko.alert.v1","time":"2026-11-01T08:00:00Z",
                 "to":"%s","purpose":"border-check","expires":"2026-12-01T08:00:00Z",
                 "data":{%s"alertType":"DOC-STOLEN","category":["Security"],"urgency":"Expected","severity":"Moderate",
                 "certainty":"Observed","subject":{"document":{"type":"PP","issuer":"TZA","number":"ZZ0000001"}}}}
                """
                .formatted(id, sender.source(), to, more);
    }
}
