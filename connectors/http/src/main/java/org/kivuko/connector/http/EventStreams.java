package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.kivuko.exchange.Times;
import org.kivuko.model.Code;
import org.kivuko.operations.people.Operator;
import org.kivuko.operations.people.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators what has changed of what they see, as long as they listen (server-sent events). It is looked at once for all who see
 * the same, and not while nobody listens. How many streams are open is bounded, and none holds a thread. Thread-safe.
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

    /** Looks at something; what comes of it says what that looks like to a listener: when that is not equal any more, it has changed. */
    @FunctionalInterface
    interface Topic {
        Function<Listener, Object> look();
    }

    /**
     * Who listens.
     *
     * @param login empty for who sees everything: what others have begun, too
     */
    record Listener(Scope scope, Optional<String> login) {
        static Listener of(Operator operator) {
            return new Listener(operator.scope(), Optional.of(operator.login()).filter(login -> !operator.scope()
                    .everything()));
        }
    }

    private final Map<String, Topic> topics;
    private final InstantSource clock;
    /** What each of those who listen saw last. */
    private Map<Listener, Map<String, Object>> seen = Map.of();

    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "http-events");
        thread.setDaemon(true);
        return thread;
    });

    private boolean stopped;
    private long last;

    /** @param topics by name */
    EventStreams(Map<String, Topic> topics, InstantSource clock) {
        this.topics = Map.copyOf(topics);
        this.clock = clock;
        var unused =
                ticker.scheduleWithFixedDelay(this::tick, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Opens a stream for a caller, or says that there are too many. Of one login the oldest ends where it has too many: a page that was
     * left is only found out when something is written to it, and whoever goes through pages quickly must not be kept out by those.
     */
    synchronized Answer open(Operator operator, BooleanSupplier still) {
        String login = operator.login();
        var ofOne = open.stream().filter(stream -> stream.login.equals(login)).toList();
        if (ofOne.size() >= MOST_OF_ONE) {
            Stream oldest = Collections.min(ofOne, Comparator.comparingLong(stream -> stream.no));
            open.remove(oldest);
            oldest.end();
        }
        if (stopped || open.size() >= MOST) {
            return Problem.of(
                    Code.NOT_AVAILABLE, "As many streams of events are open as there may be; ask again later");
        }
        var stream = new Stream(++last, login, Listener.of(operator), still);
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
            Map<Listener, Set<String>> changed = changed();
            // Who came meanwhile was told of everything at the beginning.
            open.forEach(stream -> stream.tell(changed.getOrDefault(stream.listener, Set.of())));
        } catch (RuntimeException e) {
            // The looks have to go on; who listens sees the age of what is shown.
            LOG.error("events are not told: {}", e.getClass().getName());
        }
    }

    private Map<Listener, Set<String>> changed() {
        var now = new HashMap<Listener, Map<String, Object>>();
        var changed = new HashMap<Listener, Set<String>>();
        topics.forEach((topic, each) -> {
            Function<Listener, Object> look = look(each);
            for (Stream stream : open) {
                now.computeIfAbsent(stream.listener, any -> new HashMap<>())
                        .computeIfAbsent(topic, any -> look.apply(stream.listener));
            }
        });
        now.forEach((listener, prints) -> {
            var different = new TreeSet<>(prints.keySet());
            Map<String, Object> before = seen.getOrDefault(listener, Map.of());
            different.removeIf(topic -> prints.get(topic).equals(before.get(topic)));
            changed.put(listener, different);
        });
        seen = now;
        return changed;
    }

    /** What cannot be looked at has not changed, and has once it can be. */
    private static Function<Listener, Object> look(Topic topic) {
        try {
            Function<Listener, Object> look = topic.look();
            return listener -> print(look, listener);
        } catch (RuntimeException away) {
            return listener -> away.getClass().getName();
        }
    }

    private static Object print(Function<Listener, Object> look, Listener listener) {
        try {
            return look.apply(listener);
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
        private final long no;
        private final String login;
        private final Listener listener;
        private final BooleanSupplier still;
        private final Set<String> untold = new TreeSet<>();
        private Response response;
        private Callback callback;
        private boolean writing;
        private boolean ending;
        private int silent;

        private Stream(long no, String login, Listener listener, BooleanSupplier still) {
            this.no = no;
            this.login = login;
            this.listener = listener;
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
