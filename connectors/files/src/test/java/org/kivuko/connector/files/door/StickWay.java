package org.kivuko.connector.files.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A hub in memory with its file door, an agency far away, and what is carried between their folders. */
final class StickWay {
    final World world;
    final Path agency;
    /** Every delivery that the agency read, in the order in which it did. */
    final List<UUID> got = new ArrayList<>();

    /** What one bundle carries. */
    record Carried(StickEnd from, long number, long seen, StickLoad load) {
        Set<String> places() {
            return load.items().stream().map(StickItem::place).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    StickWay(Path base) {
        world = World.in(base.resolve("exchange"));
        agency = base.resolve("agency");
        with(StickEnd.AGENCY, Steps.UNSEEN, StickFolder::seen);
    }

    /** What is done with an open folder. */
    interface Act<T> {
        T on(StickFolder folder) throws IOException;
    }

    <T> T with(StickEnd end, Steps steps, Act<T> act) {
        Path folder = end == StickEnd.HUB ? world.folder("") : agency;
        try (StickFolder opened = StickFolder.open(folder, end, steps)) {
            return act.on(opened);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnsafeFolder e) {
            throw new AssertionError(e);
        }
    }

    Carried pack(StickEnd end) {
        return pack(end, Steps.UNSEEN);
    }

    Carried pack(StickEnd end, Steps steps) {
        return with(end, steps, folder -> {
            StickLoad load = folder.collect();
            long number = folder.nextNumber();
            folder.begin(number, load.items());
            return new Carried(end, number, folder.seen(), load);
        });
    }

    boolean unpack(Carried carried) {
        return unpack(carried, Steps.UNSEEN);
    }

    boolean unpack(Carried carried, Steps steps) {
        return with(
                carried.from().other(),
                steps,
                folder -> folder.unpack(
                        carried.number(), carried.seen(), carried.load().items()));
    }

    /** A stick goes to the agency and comes back, and the hub looks at what it brought. */
    void round() {
        unpack(pack(StickEnd.HUB));
        take();
        unpack(pack(StickEnd.AGENCY));
        world.settle();
    }

    void send(String name, String content) {
        try {
            Files.writeString(agency.resolve("send").resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The agency reads what lies in its inbox, and moves it. */
    void take() {
        for (String name : names("inbox")) {
            got.add(Names.id(name).orElseThrow());
            move(agency.resolve("inbox").resolve(name), agency.resolve("taken").resolve(name));
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> names(String folder) {
        try (Stream<Path> files = Files.list(agency.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String folder, String name) {
        try {
            Files.delete(agency.resolve(folder).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
