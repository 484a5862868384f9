package org.kivuko.connector.files.door;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.model.Sha256;

/**
 * One agency's folder where bundles are packed from and unpacked into, at the hub or at the agency: the same folders at both ends.
 * What was packed is packed again until the other end says that it has it, so that a lost bundle loses nothing; and everything that
 * a bundle brings may come twice. Not thread-safe; one program at a time has it open, beside the file door of a running hub.
 */
public final class StickFolder implements Closeable {
    private final StickEnd end;
    private final HeldFolder root;
    private final Places places;
    private final StickNotes notes;
    private final Steps steps;

    private StickFolder(StickEnd end, HeldFolder root, Places places, StickNotes notes, Steps steps) {
        this.end = end;
        this.root = root;
        this.places = places;
        this.notes = notes;
        this.steps = steps;
    }

    /**
     * Opens it; what is missing is made.
     *
     * @param agency the folder of one agency
     * @throws UnsafeFolder where another program packs or unpacks there
     */
    public static StickFolder open(Path agency, StickEnd end) throws IOException, UnsafeFolder {
        return open(agency, end, Steps.UNSEEN);
    }

    static StickFolder open(Path agency, StickEnd end, Steps steps) throws IOException, UnsafeFolder {
        Path path = agency.toAbsolutePath().normalize();
        Files.createDirectories(path.getParent());
        Places.make(path);
        Places.make(path.resolve(StickNotes.FOLDER), "rwx------");
        HeldFolder root = HeldFolder.open(path, steps);
        Places places = null;
        try {
            places = Places.open(root::sub);
            return new StickFolder(end, root, places, StickNotes.open(root, path, steps), steps);
        } catch (IOException | UnsafeFolder e) {
            if (places != null) {
                places.close();
            }
            root.close();
            throw e;
        }
    }

    /** What goes into the next bundle, as far as it fits. */
    public StickLoad collect() throws IOException {
        return new StickCollection(places).from(end.packs());
    }

    /** The number of the next bundle; from 1, higher than that of any that was begun here or is known to the other end. */
    public long nextNumber() throws IOException {
        return notes.nextNumber();
    }

    /** The number of the last bundle of the other end that was unpacked here; 0 where none was. */
    public long seen() throws IOException {
        return notes.unpacked();
    }

    /** Notes what a bundle carries, before there is one. */
    public void begin(long number, List<StickItem> items) throws IOException {
        notes.packed(number, marks(items));
    }

    /**
     * Unpacks what a bundle carries. Broken off, it is done again from the beginning.
     *
     * @param itsSeen the number of our bundle that the other end had unpacked last when it packed; 0 for none
     * @return false where this bundle or a later one was unpacked before: a later one carries whatever is not done with, so nothing
     *     is changed
     */
    public boolean unpack(long number, long itsSeen, List<StickItem> items) throws IOException {
        if (number <= seen()) {
            return false;
        }
        // First: what this bundle brings is answered anew, and those answers are not among what the other end has.
        forget(itsSeen);
        Set<UUID> held = deliveriesHere();
        Set<String> brought = notes.brought();
        for (StickItem item : items) {
            if (!isHere(item, held, brought)) {
                notes.publish(item.content(), places.shared(item.folder()), Path.of(item.name()));
                if (answersWhatIsSent(item)) {
                    Path about = StickItem.answered(item.name()).orElseThrow();
                    places.send().move(about, places.shared(item.folder()), about);
                }
            }
        }
        for (String name : end.other().packs()) {
            places.shared(name).sync();
        }
        notes.unpacked(number, marks(items));
        return true;
    }

    private static List<String> marks(List<StickItem> items) {
        return items.stream().map(StickItem::mark).toList();
    }

    private Set<UUID> deliveriesHere() throws IOException {
        var held = new HashSet<>(HandingOut.ids(places.inbox()));
        held.addAll(HandingOut.ids(places.exercise()));
        // Last: what is moved there meanwhile is seen in one of them.
        held.addAll(HandingOut.ids(places.taken()));
        return held;
    }

    /** What the agency has cleared away does not come again with each bundle, but for deliveries that it never said it has. */
    private boolean isHere(StickItem item, Set<UUID> held, Set<String> brought) throws IOException {
        return StickItem.DELIVERIES.contains(item.folder())
                ? Names.id(item.name()).filter(held::contains).isPresent()
                : end == StickEnd.AGENCY && brought.contains(item.mark()) && !answersWhatIsSent(item);
    }

    /** Whether the file that was answered still lies there; not where another has come under its name since. */
    private boolean answersWhatIsSent(StickItem item) throws IOException {
        Optional<Path> about = StickItem.answered(item.name());
        return end == StickEnd.AGENCY
                && about.isPresent()
                && places.send().look(about.get()).isPresent()
                && Sha256.hex(places.send().read(about.get(), StickItem.MOST_BYTES_EACH))
                        .equals(item.of());
    }

    /** The other end has what our bundle of this number carried: of that, what has not changed since is not carried again. */
    private void forget(long number) throws IOException {
        if (number == 0) {
            return;
        }
        for (String mark : notes.carriedBy(number)) {
            String folder = mark.substring(0, mark.indexOf('/'));
            if (end.drops().contains(folder)) {
                drop(folder, Path.of(mark.substring(mark.indexOf('/') + 1, mark.indexOf(' '))), mark);
            }
        }
        notes.arrived(number);
    }

    private void drop(String folder, Path name, String mark) throws IOException {
        Folder from = places.shared(folder);
        Optional<StickItem> now =
                from.look(name).isPresent() ? StickCollection.item(places, folder, name) : Optional.empty();
        if (now.filter(it -> it.mark().equals(mark)).isPresent()) {
            Optional<Path> about = StickItem.answered(name.toString());
            if (about.isPresent()) {
                // Before its answer: left without one, it would stay for ever.
                steps.next();
                from.delete(about.get());
            }
            steps.next();
            from.delete(name);
        }
    }

    @Override
    public void close() throws IOException {
        notes.close();
        places.close();
        root.close();
    }
}
