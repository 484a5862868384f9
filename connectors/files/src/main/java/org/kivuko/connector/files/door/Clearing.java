package org.kivuko.connector.files.door;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What lies in {@code sent}, {@code refused} and {@code receipts} and has not changed for as long as it is kept is cleared away: answers and
 * receipts that the hub wrote, and the files that were answered, no other. What is being dealt with stays, and so does everything where
 * bundles are packed: what a stick has not carried nobody has seen, and the bundles clear away what it has. Files bear the hub's time, so
 * that no clock but the hub's counts; while that one is doubted nothing is cleared. Not thread-safe.
 */
final class Clearing {
    /** Names looked at in one look of one agency. */
    static final int AT_ONCE = 1_000;

    private static final Duration REST = Duration.ofHours(1);
    private static final List<String> FOLDERS = List.of("sent", "refused", "receipts");

    private final Supplier<Period> keep;
    private final InstantSource clock;
    private Optional<Instant> done = Optional.empty();
    private int folder;
    private String after = "";

    Clearing(Supplier<Period> keep, InstantSource clock) {
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * One look: the next names, then a rest once all were seen.
     *
     * @throws org.kivuko.exchange.clock.StandsStill while the clock is doubted
     */
    void look(Places places) throws IOException {
        Instant now = clock.instant();
        if (places.travels() || done.filter(at -> rests(at, now)).isPresent()) {
            return;
        }
        done = Optional.empty();
        String name = FOLDERS.get(folder);
        String from = after;
        List<Path> names = places.shared(name).first(AT_ONCE, each -> each.compareTo(from) > 0 && isHubs(name, each));
        goOn(names, now);
        if (!clear(
                places,
                name,
                names,
                now.atOffset(ZoneOffset.UTC).minus(keep.get()).toInstant())) {
            throw new IOException("what is old cannot be cleared away");
        }
    }

    /** Not where the clock was put back behind the last time. */
    private static boolean rests(Instant at, Instant now) {
        return Duration.between(at, now).abs().compareTo(REST) < 0;
    }

    private void goOn(List<Path> names, Instant now) {
        if (names.size() == AT_ONCE) {
            after = names.get(AT_ONCE - 1).toString();
            return;
        }
        after = "";
        folder = (folder + 1) % FOLDERS.size();
        done = folder == 0 ? Optional.of(now) : Optional.empty();
    }

    /** What was turned back from {@code taken} is not: it may be all that somebody has of something. */
    private static boolean isHubs(String folder, String name) {
        return folder.equals("receipts")
                ? Names.id(name).isPresent()
                : StickItem.fits(folder, name)
                        && StickItem.answered(name)
                                .filter(about -> Names.id(about.toString()).isEmpty())
                                .isPresent();
    }

    /** One that cannot be cleared does not keep the others. */
    private static boolean clear(Places places, String folder, List<Path> names, Instant before) {
        boolean all = true;
        for (Path name : names) {
            try {
                clear(places, places.shared(folder), name, before);
            } catch (IOException e) {
                all = false;
            }
        }
        return all;
    }

    private static void clear(Places places, Folder from, Path name, Instant before) throws IOException {
        Optional<Path> about = StickItem.answered(name.toString());
        if (!isOld(from, name, before) || (about.isPresent() && isOpen(places, from, about.get(), before))) {
            return;
        }
        if (about.isPresent()) {
            // Before its answer: left without one, it would stay for ever.
            from.delete(about.get());
        }
        from.delete(name);
    }

    private static boolean isOpen(Places places, Folder from, Path about, Instant before) throws IOException {
        return places.work().look(about).isPresent() || (from.look(about).isPresent() && !isOld(from, about, before));
    }

    private static boolean isOld(Folder folder, Path name, Instant before) throws IOException {
        return folder.look(name)
                .filter(BasicFileAttributes::isRegularFile)
                .filter(file -> file.lastModifiedTime().toInstant().isBefore(before))
                .isPresent();
    }
}
