package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.agreement.Agreement.Instrument;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.agreement.Agreement.Validity;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Directory;
import org.kivuko.model.Directory.Agency;
import org.kivuko.model.Directory.Crossing;
import org.kivuko.model.Directory.Side;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;
import org.kivuko.model.Role;

/** Three states with a few agencies each (Uganda's central contact is its police), agreements and messages between them. */
final class Fixtures {
    static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    static final AgencyId KEN_DIS = AgencyId.of("KEN.DIS");
    static final AgencyId KEN_DRS = AgencyId.of("KEN.DRS");
    static final AgencyId UGA_DCIC = AgencyId.of("UGA.DCIC");
    static final AgencyId UGA_URA = AgencyId.of("UGA.URA");
    static final AgencyId UGA_UPF = AgencyId.of("UGA.UPF");
    static final AgencyId UGA_OPM = AgencyId.of("UGA.OPM");
    static final AgencyId UGA_MGLSD = AgencyId.of("UGA.MGLSD");
    static final AgencyId ETH_ICS = AgencyId.of("ETH.ICS");

    static final String BUSIA = "KEN-BUSIA/UGA-BUSIA";

    /** Tells apart values and ordered pairs, and shows nothing of the value. */
    static final PairHash HASH = (from, to, value) -> String.format("%s%s%08x", from, to, value.hashCode());

    static final Directory DIRECTORY = new Directory(
            List.of(
                    state(
                            "KEN",
                            agency("KEN.BMS", Role.COORDINATION),
                            agency("KEN.DIS", Role.IMMIGRATION),
                            agency("KEN.DRS", Role.REFUGEE),
                            agency("KEN.KRA", Role.CUSTOMS)),
                    state(
                            "UGA",
                            agency("UGA.DCIC", Role.IMMIGRATION),
                            agency("UGA.MGLSD", Role.CHILD_PROTECTION),
                            agency("UGA.OPM", Role.REFUGEE),
                            agency("UGA.UPF", Role.BORDER_SECURITY),
                            agency("UGA.URA", Role.CUSTOMS)),
                    state("ETH", agency("ETH.ICS", Role.IMMIGRATION), agency("ETH.RRS", Role.REFUGEE))),
            List.of(
                    new Crossing(
                            BUSIA,
                            "Busia",
                            true,
                            false,
                            List.of(AgencyId.of("KEN.BMS"), UGA_DCIC),
                            List.of(
                                    side("KEN-BUSIA", "KEN", KEN_DIS, AgencyId.of("KEN.KRA")),
                                    side("UGA-BUSIA", "UGA", UGA_DCIC, UGA_URA))),
                    new Crossing(
                            "KEN-MOYALE/ETH-MOYALE",
                            "Moyale",
                            true,
                            false,
                            List.of(),
                            List.of(side("KEN-MOYALE", "KEN", KEN_DIS), side("ETH-MOYALE", "ETH", ETH_ICS)))));

    /** Of KEN.DIS, at KEN-BUSIA, for a border check, of a third-country national. */
    static final Message LOST = alert(
            "DOC-LOST",
            "'subject': {'person': {'nationality': 'ETH'}, 'document': {'issuer': 'ETH', 'number': 'E1234567'}}");

    private Fixtures() {}

    private static Directory.State state(String code, Agency... agencies) {
        var contact = code.equals("UGA") ? Optional.of(UGA_UPF) : Optional.<AgencyId>empty();
        return new Directory.State(code, code, contact, List.of(agencies));
    }

    private static Agency agency(String id, Role... roles) {
        return new Agency(AgencyId.of(id), id, Set.of(roles), false);
    }

    private static Side side(String post, String state, AgencyId... agencies) {
        return new Side(post, state, Optional.empty(), Optional.empty(), Optional.empty(), List.of(agencies));
    }

    /** In force since 2018, its one annex {@code all} accepted by every party. */
    static Agreement agreement(String id, List<String> parties, Rule... rules) {
        return agreement(id, parties, State.IN_FORCE, rules);
    }

    static Agreement agreement(String id, List<String> parties, State state, Rule... rules) {
        return agreement(id, parties, state, since("2018-02-24"), Map.of("all", Set.copyOf(parties)), rules);
    }

    static Agreement agreement(
            String id,
            List<String> parties,
            State state,
            Validity valid,
            Map<String, Set<String>> annexes,
            Rule... rules) {
        return new Agreement(
                id, 1, id, new Instrument("Test", Optional.empty()), parties, state, valid, annexes, List.of(rules));
    }

    /** Kenya and Uganda. */
    static Agreement bilateral(Rule... rules) {
        return agreement("KEN-UGA.test", List.of("KEN", "UGA"), rules);
    }

    static Validity since(String first) {
        return new Validity(LocalDate.parse(first), Optional.empty());
    }

    static Validity until(String first, String end) {
        return new Validity(LocalDate.parse(first), Optional.of(LocalDate.parse(end)));
    }

    static Agreements agreements(Agreement... agreements) {
        return Agreements.of(DIRECTORY, List.of(agreements), HASH);
    }

    static Ruling judge(Message message, AgencyId recipient, Agreement... agreements) {
        return agreements(agreements).judge(message, recipient, NOW, Facts.NONE);
    }

    static Ruling judge(Message message, AgencyId recipient, Facts facts, Agreement... agreements) {
        return agreements(agreements).judge(message, recipient, NOW, facts);
    }

    /** The reason of a refusal, which shows nothing else. */
    static Code reason(Ruling ruling) {
        assertThat(ruling.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(ruling.data()).isEmpty();
        return ruling.reason().orElseThrow();
    }

    /** Reads a message; for comfort with single quotes in place of double ones. */
    static Message message(String json) {
        var reading = MessageJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Accepted<Message> accepted) {
            return accepted.value();
        }
        throw new AssertionError(((Reading.Refused<Message>) reading).faults().toString());
    }

    /** An alert of KEN.DIS to Uganda with these members of {@code data} beside the needed ones. */
    static Message alert(String alertType, String members) {
        return alert("'purpose': 'border-check', 'post': 'KEN-BUSIA'", alertType, members);
    }

    /** The same with these attributes. */
    static Message alert(String attributes, String alertType, String members) {
        return envelope(
                "alert",
                attributes + ", 'expires': '2026-12-01T00:00:00+03:00'",
                ("'msgType': 'Alert', 'alertType': '%s', 'category': ['Security'], 'urgency': 'Expected',"
                                        + " 'severity': 'Moderate', 'certainty': 'Observed'")
                                .formatted(alertType)
                        + (members.isEmpty() ? "" : ", " + members));
    }

    /** A flow report of KEN.DIS on Busia with these dimensions and cells. */
    static Message flow(String dimensions, String cells) {
        return envelope(
                "flow-report",
                "'purpose': 'statistics'",
                ("'reportId': 'F1', 'revision': 1, 'reporter': 'KEN.DIS', 'post': 'KEN-BUSIA', 'direction': 'ENTRY',"
                                + " 'periodStart': '2026-10-01', 'periodEnd': '2026-10-02', 'frequency': 'D',"
                                + " 'method': 'REGISTER', 'dimensions': [%s], 'cells': [%s]")
                        .formatted(dimensions, cells));
    }

    /** A crossing record of KEN.DIS with this nationality, birth, type of document and issuer. */
    static Message crossing(String nationality, String dateOfBirth, String docType, String docIssuer) {
        return envelope(
                "crossing-record",
                "'purpose': 'border-check'",
                ("'recordId': 'R1', 'post': 'KEN-BUSIA', 'direction': 'ENTRY', 'crossedAt': '2026-10-31T09:00:00+03:00',"
                                + " 'surname': 'WANJIRU', 'givenNames': 'AMINA NJERI', 'dateOfBirth': '%s',"
                                + " 'nationality': '%s', 'sex': 'F', 'docType': '%s', 'docIssuer': '%s',"
                                + " 'docNumber': 'BK1234567', 'docExpiry': '2031-01-01',"
                                + " 'vehicleRegistration': 'KDA 123X', 'outcome': 'ADMITTED'")
                        .formatted(dateOfBirth, nationality, docType, docIssuer));
    }

    static Message envelope(String type, String attributes, String data) {
        return message(("{'specversion': '1.0', 'id': 'm-1', 'source': '/agencies/KEN.DIS', 'type': 'kivuko.%s.v1',"
                        + " 'time': '2026-11-01T10:00:00+03:00', 'to': 'UGA', %s, 'data': {%s}}")
                .formatted(type, attributes, data));
    }
}
