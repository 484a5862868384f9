package org.kivuko.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Agencies that come and go while the hub runs. Who joins has queues, an account and consumers before anybody can write to it.
 * Who leaves can still fetch what waits for it, and what it sent before goes on; once all of that is gone its queues go too.
 */
final class HubMembers {
    private static final Logger LOG = LoggerFactory.getLogger(HubMembers.class);

    private final EmbeddedBroker broker;
    private final HubRoutes routes;
    private final KeyFiles keys;
    private final boolean issueKeys;
    private volatile Directory directory;

    HubMembers(EmbeddedBroker broker, HubRoutes routes, KeyFiles keys, boolean issueKeys, Directory directory) {
        this.broker = broker;
        this.routes = routes;
        this.keys = keys;
        this.issueKeys = issueKeys;
        this.directory = directory;
    }

    Directory directory() {
        return directory;
    }

    /** Lets those in who join with this configuration; to be called before it is judged by. */
    void follow(Configuration.Loaded next) {
        directory = next.directory();
        broker.follow(directory);
        routes.take(directory);
        if (issueKeys) {
            issue();
        }
    }

    private void issue() {
        try {
            for (Directory.Agency agency : directory.agencies()) {
                keys.issue(agency.id().toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the keys of those who join cannot be written", e);
        }
    }

    /** Takes away the queues of those who have left and for whom nothing waits any more. */
    void sweep() {
        try {
            for (AgencyId agency : broker.leaving()) {
                if (broker.isDrained(agency)) {
                    routes.leave(agency);
                    broker.remove(agency);
                    LOG.info("{} has left: its queues are empty and gone", agency);
                }
            }
        } catch (BrokerUnavailable | StartRefused later) {
            LOG.warn("who has left could not be cleared away yet: {}", later.getMessage());
        }
    }
}
