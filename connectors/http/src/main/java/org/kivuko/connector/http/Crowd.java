package org.kivuko.connector.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.kivuko.exchange.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of the door. Where there are too many somebody leaves, and whoever comes gets in: first the oldest connection
 * over which nobody has said who he is, then the oldest that waits idly of whoever has the most. Whoever has not said it yet
 * may be idle for a shorter time, and nobody may take longer than a while over the head of a call. Thread-safe.
 */
final class Crowd implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /**
     * How much is allowed.
     *
     * @param most connections
     * @param strangers connections from one address over which nobody has said who he is
     * @param strangersIdle how long such a one may be silent
     * @param idle how long one of a caller who is known may be
     * @param head how long the head of a call may take from its first byte on
     */
    record Limits(int most, int strangers, Duration strangersIdle, Duration idle, Duration head) {
        static final Limits DEFAULT =
                new Limits(1024, 256, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(15));
    }

    /** One connection. */
    private static final class Guest {
        private final EndPoint socket;
        private final Object address;
        private Connection connection;
        private Caller caller;
        private int calls;
        private long readBefore;
        private long headSince;

        private Guest(EndPoint socket) {
            this.socket = socket;
            this.address = host(socket.getRemoteSocketAddress());
        }

        private Object owner() {
            return caller == null ? address : caller;
        }

        private boolean isStranger() {
            return caller == null;
        }

        private boolean isIdle() {
            return calls == 0;
        }
    }

    private final Limits limits;
    private final LongSupplier nanos;
    /** In the order in which they came. */
    private final Map<EndPoint, Guest> guests = new LinkedHashMap<>();

    /** @param nanos a clock that only goes forward */
    Crowd(Limits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    @Override
    public void onOpened(Connection connection) {
        EndPoint socket = socket(connection);
        Optional<EndPoint> leaver;
        synchronized (this) {
            Guest guest = guests.get(socket);
            if (guest != null) {
                // The connection inside a connection: what was said over it counts.
                guest.connection = connection;
                return;
            }
            guest = new Guest(socket);
            guest.connection = connection;
            guests.put(socket, guest);
            leaver = leaver(guest).map(leaving -> leaving.socket);
        }
        socket.setIdleTimeout(limits.strangersIdle().toMillis());
        leaver.ifPresent(EndPoint::close);
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        guests.remove(socket(connection));
    }

    /** A call begins. */
    synchronized void begins(Request request) {
        of(request).ifPresent(guest -> guest.calls++);
    }

    /** Who calls has been found out. */
    void knows(Request request, Caller caller) {
        Optional<Guest> guest;
        synchronized (this) {
            guest = of(request);
            boolean stranger = guest.filter(Guest::isStranger).isPresent();
            guest.ifPresent(it -> it.caller = caller);
            if (!stranger) {
                return;
            }
        }
        guest.ifPresent(it -> it.socket.setIdleTimeout(limits.idle().toMillis()));
    }

    /** The call has been answered. */
    synchronized void ends(Request request) {
        of(request).ifPresent(guest -> {
            guest.calls--;
            guest.readBefore = guest.connection.getBytesIn();
            guest.headSince = 0;
        });
    }

    synchronized int size() {
        return guests.size();
    }

    /** From now on heads that take too long are looked for. */
    void watch(Scheduler scheduler) {
        scheduler.schedule(
                () -> {
                    lookAtHeads();
                    if (scheduler.isRunning()) {
                        watch(scheduler);
                    }
                },
                LOOK_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Ends connections whose next call has begun to arrive and does not come to the end of its head. */
    void lookAtHeads() {
        var slow = new ArrayList<EndPoint>();
        long now = nanos.getAsLong();
        synchronized (this) {
            for (Guest guest : guests.values()) {
                if (!guest.isIdle() || guest.connection.getBytesIn() <= guest.readBefore) {
                    guest.headSince = 0;
                } else if (guest.headSince == 0) {
                    guest.headSince = now == 0 ? 1 : now;
                } else if (now - guest.headSince > limits.head().toNanos()) {
                    slow.add(guest.socket);
                }
            }
        }
        if (!slow.isEmpty()) {
            LOG.info("connections closed whose calls did not arrive in time count={}", slow.size());
            slow.forEach(EndPoint::close);
        }
    }

    private Optional<Guest> leaver(Guest latest) {
        List<Guest> ofHisAddress = guests.values().stream()
                .filter(guest -> guest.isStranger() && guest.address.equals(latest.address))
                .toList();
        if (ofHisAddress.size() > limits.strangers()) {
            return Optional.of(ofHisAddress.get(0));
        }
        if (guests.size() <= limits.most()) {
            return Optional.empty();
        }
        return Stream.of(oldest(guest -> guest.isStranger() && guest != latest), idleOfTheMost())
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Optional.of(latest));
    }

    private Optional<Guest> idleOfTheMost() {
        var counts = new HashMap<Object, Integer>();
        guests.values().stream()
                .filter(guest -> !guest.isStranger())
                .forEach(guest -> counts.merge(guest.owner(), 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue()))
                .flatMap(
                        entry -> oldest(guest -> guest.isIdle() && guest.owner().equals(entry.getKey())).stream())
                .findFirst();
    }

    private Optional<Guest> oldest(Predicate<Guest> wanted) {
        return guests.values().stream().filter(wanted).findFirst();
    }

    private Optional<Guest> of(Request request) {
        return Optional.ofNullable(
                guests.get(socket(request.getConnectionMetaData().getConnection())));
    }

    /** What the bytes come through, whatever is wrapped around it. */
    private static EndPoint socket(Connection connection) {
        EndPoint socket = connection.getEndPoint();
        while (socket instanceof EndPoint.Wrapper wrapper) {
            socket = wrapper.unwrap();
        }
        return socket;
    }

    private static Object host(SocketAddress remote) {
        return remote instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress()
                : "unknown";
    }
}
