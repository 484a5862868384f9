package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.kivuko.exchange.Times;
import org.kivuko.model.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators what has changed, as long as they listen (server-sent events). What has changed is looked at once for all of
 * them, and not while nobody listens. How many streams are open is bounded, and none holds a thread. Thread-safe.
 */
final class EventStreams {
    static final String MEDIA_TYPE = "text/event-stream";
    /** Of everybody together. */
    static final int MOST = 200;
    /** Of one login: a wall of screens. */
    static final int MOST_OF_ONE = 20;

    /** Nobody is told oftener. */
    static final Duration PERIOD = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int LOOKS_OF_SILENCE = 3;
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTHING = {};

    private final Map<String, Supplier<Object>> topics;
    private final InstantSource clock;
    private final Map<String, Object> prints = new TreeMap<>();
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "http-events");
        thread.setDaemon(true);
        return thread;
    });

    private boolean stopped;

    /** @param topics by name, each with what it looks like now: when that is not equal any more, it has changed */
    EventStreams(Map<String, Supplier<Object>> topics, InstantSource clock) {
        this.topics = Map.copyOf(topics);
        this.clock = clock;
        var unused =
                ticker.scheduleWithFixedDelay(this::tick, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Opens a stream for a caller, or says that there are too many. */
    synchronized Answer open(String login, BooleanSupplier still) {
        long ofOne = open.stream().filter(stream -> stream.login.equals(login)).count();
        if (stopped || open.size() >= MOST || ofOne >= MOST_OF_ONE) {
            return Problem.of(
                    Code.NOT_AVAILABLE, "As many streams of events are open as there may be; ask again later");
        }
        var stream = new Stream(login, still);
        open.add(stream);
        return Answer.content(MEDIA_TYPE, NOTHING).streaming(stream);
    }

    /** How many are open. */
    int count() {
        return open.size();
    }

    /** Ends every stream. */
    void stop() {
        synchronized (this) {
            stopped = true;
        }
        ticker.shutdownNow();
        open.forEach(Stream::end);
    }

    /** One look; tells every listener. */
    void tick() {
        if (open.isEmpty()) {
            return;
        }
        try {
            Set<String> changed = changed();
            open.forEach(stream -> stream.tell(changed));
        } catch (RuntimeException e) {
            // The looks have to go on; who listens sees the age of what is shown.
            LOG.error("events are not told: {}", e.getClass().getName());
        }
    }

    private Set<String> changed() {
        var changed = new TreeSet<String>();
        topics.forEach((topic, now) -> {
            Object print = print(now);
            if (!Objects.equals(prints.put(topic, print), print)) {
                changed.add(topic);
            }
        });
        return changed;
    }

    /** What cannot be looked at has not changed, and has once it can be. */
    private static Object print(Supplier<Object> now) {
        try {
            return now.get();
        } catch (RuntimeException away) {
            return away.getClass().getName();
        }
    }

    private byte[] event(Collection<String> changed) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("asOf", Times.text(clock.instant()));
        ArrayNode names = data.putArray("topics");
        changed.forEach(names::add);
        return ("event: changed\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** One listener. */
    final class Stream {
        private final String login;
        private final BooleanSupplier still;
        private final Set<String> untold = new TreeSet<>();
        private Response response;
        private Callback callback;
        private boolean writing;
        private boolean ending;
        private int silent;

        private Stream(String login, BooleanSupplier still) {
            this.login = login;
            this.still = still;
        }

        /** The headers are set: begins with all topics, so that who comes back asks for all of them. */
        synchronized void begin(Response to, Callback done) {
            response = to;
            callback = done;
            untold.addAll(topics.keySet());
            next();
        }

        private synchronized void tell(Set<String> changed) {
            untold.addAll(changed);
            silent++;
            if (!still.getAsBoolean()) {
                ending = true;
            }
            next();
        }

        private synchronized void end() {
            ending = true;
            next();
        }

        /** Writes what there is to be written, unless something still is. A listener that takes nothing gets it all as one. */
        private void next() {
            if (response == null || writing) {
                return;
            }
            if (ending) {
                close();
            } else if (!untold.isEmpty()) {
                byte[] event = event(untold);
                untold.clear();
                write(event);
            } else if (silent >= LOOKS_OF_SILENCE) {
                write(HEARTBEAT);
            }
        }

        private void write(byte[] bytes) {
            writing = true;
            silent = 0;
            response.write(false, ByteBuffer.wrap(bytes), Callback.from(this::written, this::broken));
        }

        private synchronized void written() {
            writing = false;
            if (ending) {
                next();
            }
        }

        private void broken(Throwable failure) {
            open.remove(this);
            callback.failed(failure);
        }

        private void close() {
            Response last = response;
            response = null;
            open.remove(this);
            last.write(true, ByteBuffer.wrap(NOTHING), callback);
        }
    }
}
