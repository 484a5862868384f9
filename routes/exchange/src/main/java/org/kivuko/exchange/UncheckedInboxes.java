package org.kivuko.exchange;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inboxes of agencies of which a start could not say at once whether every hand-over was noted: the broker still counts what
 * lies on disk, or so much waits that looking for what is missing would keep everybody else waiting. Nothing is handed over from
 * them until they were looked at. Thread-safe; looked at by one thread.
 */
final class UncheckedInboxes {
    private static final Logger LOG = LoggerFactory.getLogger(UncheckedInboxes.class);
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final long FAILED_REST_MILLIS = 2_000;

    private final InboxKeeper keeper;
    private final Gate gate;
    private final LostNotes lostNotes;
    private final Set<AgencyId> agencies = new LinkedHashSet<>();

    UncheckedInboxes(InboxKeeper keeper, Gate gate, LostNotes lostNotes) {
        this.keeper = keeper;
        this.gate = gate;
        this.lostNotes = lostNotes;
    }

    /**
     * Looks before anything is handed over.
     *
     * @param turning where a round was cut off
     * @param atOnce how many may wait for an agency whose inboxes are looked through now
     * @return the inboxes that are to be closed until they were looked at
     */
    Set<Inbox> begin(Directory directory, Set<Inbox> turning, long atOnce) {
        Map<AgencyId, Long> believed = lostNotes.believed();
        var later = new HashSet<Inbox>();
        for (Directory.Agency agency : directory.agencies()) {
            // The door at HTTP notes a hand-over before the broker lets go; only the other one can lose notes.
            if (agency.inboxAtBroker()) {
                long count = believed.getOrDefault(agency.id(), 0L);
                List<Inbox> inboxes = Inbox.of(agency.id());
                LostNotes.Compared compared = lostNotes.compare(inboxes, count, turning);
                if (compared == LostNotes.Compared.SOME_MISSING && count <= atOnce) {
                    find(inboxes, turning);
                } else if (compared != LostNotes.Compared.ALL_THERE) {
                    add(agency.id());
                    later.addAll(inboxes);
                }
            }
        }
        return later;
    }

    private void find(Collection<Inbox> inboxes, Set<Inbox> turning) {
        inboxes.forEach(inbox -> lostNotes.find(inbox, turning.contains(inbox)));
    }

    private synchronized void add(AgencyId agency) {
        agencies.add(agency);
    }

    private synchronized void remove(AgencyId agency) {
        agencies.remove(agency);
    }

    private synchronized List<AgencyId> agencies() {
        return List.copyOf(agencies);
    }

    synchronized boolean contains(Inbox inbox) {
        return agencies.contains(inbox.agency());
    }

    /**
     * Looks at those that the broker has counted by now, while no round is under way.
     *
     * @param open opens an inbox, unless it is closed for something else
     * @return after how many milliseconds to look again, 0 for never
     */
    long look(Set<Inbox> turning, Consumer<Inbox> open) throws InterruptedException {
        long rest = 0;
        for (AgencyId agency : agencies()) {
            try {
                rest = Math.max(rest, isDone(agency, turning, open) ? 0 : LOOK_AGAIN_MILLIS);
            } catch (RuntimeException e) {
                LOG.warn("the inboxes of {} stay closed for now: {}", agency, e.toString());
                rest = FAILED_REST_MILLIS;
            }
        }
        return rest;
    }

    private boolean isDone(AgencyId agency, Set<Inbox> turning, Consumer<Inbox> open) throws InterruptedException {
        List<Inbox> inboxes = Inbox.of(agency).stream().filter(keeper::exists).toList();
        if (inboxes.stream().anyMatch(inbox -> keeper.waiting(inbox).isEmpty())) {
            return false;
        }
        gate.close(inboxes);
        try {
            for (Inbox inbox : inboxes) {
                gate.awaitEmpty(inbox);
                keeper.callBack(inbox);
            }
            long believed = lostNotes.believed().getOrDefault(agency, 0L);
            if (lostNotes.compare(inboxes, believed, turning) == LostNotes.Compared.SOME_MISSING) {
                find(inboxes, turning);
            }
            remove(agency);
            return true;
        } finally {
            // Also what has gone meanwhile with an agency that left.
            Inbox.of(agency).forEach(open);
        }
    }
}
