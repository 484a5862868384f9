package org.kivuko.connector.files.door;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.kivuko.exchange.ItemJson;
import org.kivuko.exchange.ProblemJson;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageJson;

/**
 * What one agency is handed. A delivery lies in {@code inbox}, synced, until a file of its name lies in {@code taken}: that, and
 * not that it has gone, says that the agency has it, so that an emptied, unmounted or restored folder acknowledges nothing. What
 * has gone without is written again. A receipt is done with once it is on disk. Not thread-safe.
 */
final class HandingOut {
    private static final int STEP = 10;
    /** Handed out in one look. */
    private static final int AT_ONCE = 1_000;

    private static final int ALL = Integer.MAX_VALUE;

    private final AgencyId agency;
    private final Shelf shelf;
    private final Names names;
    private final InstantSource clock;

    HandingOut(AgencyId agency, Shelf shelf, Names names, InstantSource clock) {
        this.agency = agency;
        this.shelf = shelf;
        this.names = names;
        this.clock = clock;
    }

    void look(Places places) throws IOException {
        acknowledge(places);
        for (Channel channel : Channel.values()) {
            Folder inbox = channel == Channel.LIVE ? places.inbox() : places.exercise();
            put(places, inbox, n -> shelf.leaseInbox(agency, channel, n), ItemJson::delivery);
        }
        for (Shelf.Item receipt :
                put(places, places.receipts(), n -> shelf.leaseReceipts(agency, n), ItemJson::receipt)) {
            shelf.acknowledgeReceipt(agency, receipt.delivery());
        }
    }

    private void acknowledge(Places places) throws IOException {
        for (Path name : places.taken().first(AT_ONCE, each -> Names.id(each).isPresent())) {
            UUID id = Names.id(name.toString()).orElseThrow();
            if (shelf.acknowledge(agency, id)) {
                remove(places.inbox(), id);
                remove(places.exercise(), id);
                places.taken().delete(name);
            } else {
                turnBack(places, name);
            }
        }
    }

    /** Never handed to this agency: it may be all that somebody has of something, so it stays. */
    private void turnBack(Places places, Path name) throws IOException {
        var fault = new Fault("", Code.NOT_FOUND, "no delivery of this name was ever handed to this agency");
        byte[] problem = MessageJson.write(ProblemJson.of(List.of(fault)));
        places.publish(problem, clock.instant(), places.refused(), Names.problem(name));
        places.taken().move(name, places.refused(), name);
    }

    /** The agency has put a file of the same name into {@code taken} and left this one. */
    private static void remove(Folder inbox, UUID id) throws IOException {
        for (Path left : inbox.first(ALL, each -> Names.id(each).equals(Optional.of(id)))) {
            inbox.delete(left);
        }
    }

    /** @return what was leased and lies in the folder now, synced */
    private List<Shelf.Item> put(
            Places places, Folder to, IntFunction<List<Shelf.Item>> lease, Function<Shelf.Item, byte[]> form)
            throws IOException {
        var put = new ArrayList<Shelf.Item>();
        List<Shelf.Item> items = lease.apply(STEP);
        if (items.isEmpty()) {
            return put;
        }
        // In this order: what the agency moves meanwhile is seen in one of them.
        Set<UUID> there = ids(to);
        there.addAll(ids(places.taken()));
        while (!items.isEmpty() && put.size() < AT_ONCE) {
            for (Shelf.Item item : items) {
                if (there.add(item.delivery())) {
                    Instant now = clock.instant();
                    places.publish(form.apply(item), now, to, names.written(now, item.delivery()));
                }
                put.add(item);
            }
            items = items.size() < STEP ? List.of() : lease.apply(STEP);
        }
        to.sync();
        return put;
    }

    /** The deliveries that lie in a folder. */
    static Set<UUID> ids(Folder folder) throws IOException {
        var ids = new HashSet<UUID>();
        for (Path name : folder.first(ALL, each -> Names.id(each).isPresent())) {
            ids.add(Names.id(name.toString()).orElseThrow());
        }
        return ids;
    }
}
