package org.kivuko.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.kivuko.model.Address;
import org.kivuko.model.Consent;
import org.kivuko.model.Purpose;

/** What grants, denials and withdrawals come to when read one after the other. Pure functions. */
public final class ConsentsInOrder {
    private ConsentsInOrder() {}

    /**
     * To whom content may be passed on at an instant.
     *
     * @param said about one message to one holder, in the order in which it was recorded
     * @return states and agencies
     */
    public static Set<String> granted(List<Consent> said, Purpose purpose, Instant at) {
        var granted = new TreeSet<String>();
        for (Consent consent : said) {
            switch (consent.act()) {
                case ASK -> {}
                case GRANT -> {
                    if (covers(consent, purpose)
                            && consent.until()
                                    .filter(end -> end.toInstant().isAfter(at))
                                    .isPresent()) {
                        consent.recipients().forEach(recipient -> granted.add(recipient.toString()));
                    }
                }
                case DENY, WITHDRAW -> {
                    if (consent.purpose().isEmpty() || consent.purpose().get() == purpose) {
                        withdraw(consent.recipients(), granted);
                    }
                }
            }
        }
        return granted;
    }

    private static boolean covers(Consent grant, Purpose purpose) {
        return grant.purpose().map(purpose::equals).orElse(purpose != Purpose.EVIDENCE);
    }

    /** Whoever takes one agency out of a state that was granted has the whole state taken out: it has to be granted anew. */
    private static void withdraw(List<Address> recipients, Set<String> granted) {
        if (recipients.isEmpty()) {
            granted.clear();
        }
        for (Address recipient : recipients) {
            if (recipient instanceof Address.OfAgency agency) {
                granted.remove(agency.toString());
                granted.remove(agency.agency().state());
            } else {
                granted.removeIf(name -> name.equals(recipient.toString()) || name.startsWith(recipient + "."));
            }
        }
    }
}
