package org.kivuko.hub.demo;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.kivuko.hub.client.HubClient;
import org.kivuko.hub.simulate.Answering;
import org.kivuko.hub.simulate.Inbox;
import org.kivuko.hub.simulate.InventedMessages;
import org.kivuko.hub.simulate.Profile;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receiving side of the demonstration: neighbours of which one in ten is silent, so that something waits, and the others are good. */
final class DemoReaders {
    private static final Logger LOG = LoggerFactory.getLogger(DemoReaders.class);
    private static final int AT_A_TIME = 4;
    private static final int SILENT_ONE_IN = 10;

    private final List<AgencyId> agencies;
    private final Function<AgencyId, HubClient> clients;
    private final Answering answering;
    private final InstantSource clock;
    private final VisitorsDesk desk;
    private int next;

    DemoReaders(
            Directory directory,
            Set<AgencyId> except,
            Function<AgencyId, HubClient> clients,
            InventedMessages messages,
            InstantSource clock,
            VisitorsDesk desk) {
        this.agencies = directory.agencies().stream()
                .filter(agency -> agency.fetching() == Directory.Fetching.HTTP)
                .map(Directory.Agency::id)
                .filter(agency -> !except.contains(agency))
                .toList();
        this.clients = clients;
        this.answering = new Answering(messages);
        this.clock = clock;
        this.desk = desk;
    }

    void readSome() {
        for (int i = 0; i < AT_A_TIME && !agencies.isEmpty(); i++) {
            next = (next + 1) % agencies.size();
            read(agencies.get(next), next % SILENT_ONE_IN == 0 ? Profile.SILENT : Profile.GOOD);
        }
    }

    /** With books of its own each time: the demonstration goes on for days, and nobody reads them. */
    private void read(AgencyId agency, Profile profile) {
        try {
            if (!desk.isAt(agency)) {
                new Inbox(agency, profile, answering, clock).read(clients.apply(agency));
            }
        } catch (IOException hubIsStopping) {
            LOG.debug("demonstration: an inbox was not read", hubIsStopping);
        }
    }
}
