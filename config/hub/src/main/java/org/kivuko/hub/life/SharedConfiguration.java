package org.kivuko.hub.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.kivuko.connector.postgres.ConfigurationBook;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.ConfigurationCopy;
import org.kivuko.hub.configuration.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration that every hub of a database holds. The one that was put in force last holds for all of them, whichever
 * hub it came from; a hub whose folder says something older takes the newer one from the database. Not thread-safe.
 */
public final class SharedConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(SharedConfiguration.class);

    private final Path folder;
    private final Path copies;
    private final ConfigurationBook book;
    private final Clock clock;
    private long held;
    /** One that holds and cannot be used here; who has been told may put another in its place. */
    private long doubted;

    private volatile Optional<String> notice = Optional.empty();

    /**
     * Of one hub.
     *
     * @param folder this hub's own
     * @param copies an existing folder, in which what comes from another hub is laid out to be read
     */
    public SharedConfiguration(Path folder, Path copies, ConfigurationBook book, Clock clock) {
        this.folder = folder;
        this.copies = copies;
        this.book = book;
        this.clock = clock;
    }

    /** What came of putting a configuration in force. */
    public sealed interface Put {}

    /** It holds for every hub. */
    public record InForce(Configuration.Loaded configuration) implements Put {}

    /** It cannot be used; nothing has changed. */
    public record Unusable(List<Problem> problems) implements Put {
        public Unusable {
            problems = List.copyOf(problems);
        }
    }

    /** Another hub has put another one in force, which this one has not followed yet; nothing has changed. */
    public record Overtaken() implements Put {}

    /**
     * What holds at the start of a hub. A folder that says what nobody has seen yet is put in force; one that says what was
     * replaced since is not.
     *
     * @param own what its folder says
     * @throws StartRefused where what holds cannot be read here
     */
    public Configuration.Loaded start(Configuration.Loaded own) {
        var copy = copy();
        String digest = copy.digest();
        for (var newest = book.newest(); ; newest = book.newest()) {
            long last = newest.map(ConfigurationBook.Row::no).orElse(0L);
            if (newest.filter(row -> row.digest().equals(digest)).isPresent()) {
                held = last;
                return own;
            }
            if (newest.isPresent() && book.knows(digest)) {
                return takeOver(newest.get());
            }
            var number = book.append(last, digest, copy.json(), clock.instant());
            if (number.isPresent()) {
                held = number.get();
                return own;
            }
        }
    }

    private Configuration.Loaded takeOver(ConfigurationBook.Row newest) {
        notice = Optional.of(
                folder + " says what was replaced on " + newest.recordedAt() + "; what was put in force then holds");
        LOG.warn("{}", notice.get());
        var read = read(newest);
        if (read instanceof Configuration.Loaded loaded) {
            held = newest.no();
            return loaded;
        }
        throw new StartRefused("the configuration in force since " + newest.recordedAt() + " cannot be used here: "
                + ((Configuration.Refused) read).problems());
    }

    /** Reads the folder again and puts it in force for every hub. */
    public Put put() {
        var before = copy();
        var read = Configuration.load(folder);
        if (read instanceof Configuration.Refused refused) {
            return new Unusable(refused.problems());
        }
        if (!before.equals(copy())) {
            return new Unusable(List.of(
                    new Problem(folder.toString(), 0, "", "the files were changed while they were read", "ask again")));
        }
        var newest = book.newest();
        long last = newest.map(ConfigurationBook.Row::no).orElse(0L);
        if (last != held && last != doubted) {
            return new Overtaken();
        }
        if (newest.filter(row -> row.digest().equals(before.digest())).isEmpty()) {
            var number = book.append(last, before.digest(), before.json(), clock.instant());
            if (number.isEmpty()) {
                return new Overtaken();
            }
            held = number.get();
        }
        notice = Optional.empty();
        return new InForce((Configuration.Loaded) read);
    }

    /**
     * Follows what another hub has put in force.
     *
     * @param taken gets it
     * @param tellDoubt gets why nothing must be judged any more: something else holds, and it cannot be used here
     */
    public void follow(Consumer<Configuration.Loaded> taken, Consumer<String> tellDoubt) {
        if (book.position() == held) {
            return;
        }
        var newest = book.newest().orElseThrow();
        try {
            if (read(newest) instanceof Configuration.Loaded loaded) {
                taken.accept(loaded);
                held = newest.no();
                notice = Optional.of(folder + " is not what holds: another hub put another configuration in force on "
                        + newest.recordedAt());
                LOG.info("{}", notice.get());
            } else {
                doubt(newest, "cannot be used here", tellDoubt);
            }
        } catch (LedgerUnavailable away) {
            throw away;
        } catch (RuntimeException e) {
            doubt(newest, "could not be taken: " + e.getClass().getSimpleName(), tellDoubt);
        }
    }

    private void doubt(ConfigurationBook.Row newest, String why, Consumer<String> tellDoubt) {
        doubted = newest.no();
        String sentence = "the configuration in force since " + newest.recordedAt() + " " + why;
        LOG.error("{}", sentence);
        tellDoubt.accept(sentence);
    }

    /** Where this hub's own folder is not what holds, in one sentence. */
    public Optional<String> notice() {
        return notice;
    }

    private Configuration read(ConfigurationBook.Row row) {
        try {
            Path laidOut = Files.createTempDirectory(copies, "no-" + row.no() + "-");
            try {
                ConfigurationCopy.read(row.files()).writeTo(laidOut);
                return Configuration.load(laidOut);
            } finally {
                clear(laidOut);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the configuration in force cannot be laid out in " + copies, e);
        }
    }

    private static void clear(Path laidOut) throws IOException {
        try (var files = Files.walk(laidOut)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private ConfigurationCopy copy() {
        try {
            return ConfigurationCopy.of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the configuration in " + folder + " cannot be copied", e);
        }
    }
}
