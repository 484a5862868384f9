package org.kivuko.connector.files.door;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.Sha256;

/** Gathers what goes into one bundle, as far as it fits. Used once. */
final class StickCollection {
    private final Places places;
    private final List<StickItem> items = new ArrayList<>();
    private long bytes;
    private boolean full;
    private int waits;
    private int unfit;

    StickCollection(Places places) {
        this.places = places;
    }

    StickLoad from(List<String> folders) throws IOException {
        for (String folder : folders) {
            for (Path name : places.shared(folder).first(Integer.MAX_VALUE, each -> !Names.unfinished(each))) {
                add(folder, name);
            }
        }
        return new StickLoad(items, waits, unfit);
    }

    private void add(String folder, Path name) throws IOException {
        if (!travels(folder, name)) {
            // Of files that were answered only the answers travel; what else lies beside answers is nobody's concern.
            unfit += folder.equals("send") || folder.equals("taken") ? 1 : 0;
            return;
        }
        Optional<StickItem> item = full ? Optional.empty() : item(places, folder, name);
        // One that does not fit ends the bundle, so that no later one of the folder comes before it.
        full |= item.filter(it -> !fits(it)).isPresent();
        if (full) {
            waits++;
        } else if (item.isPresent()) {
            bytes += item.get().content().length;
            items.add(item.get());
        }
    }

    private boolean fits(StickItem item) {
        return items.size() < StickItem.MOST && bytes + item.content().length <= StickItem.MOST_BYTES;
    }

    private boolean travels(String folder, Path name) throws IOException {
        Optional<BasicFileAttributes> file = places.shared(folder).look(name);
        return StickItem.fits(folder, name.toString())
                && file.filter(it -> it.isRegularFile() && it.size() <= StickItem.MOST_BYTES_EACH)
                        .isPresent();
    }

    /** What lies under a name; empty where it has gone, was acknowledged already, or its answer is about to change. */
    static Optional<StickItem> item(Places places, String from, Path name) throws IOException {
        Folder folder = places.shared(from);
        Optional<Path> about = StickItem.answered(name.toString());
        // In this order: what is acknowledged leaves its folder first, and `taken` after that.
        boolean onItsWayBack =
                StickItem.DELIVERIES.contains(from) && places.taken().look(name).isPresent();
        boolean dealtWith = about.isPresent() && places.work().look(about.get()).isPresent();
        if (onItsWayBack || dealtWith) {
            return Optional.empty();
        }
        try {
            byte[] content = from.equals("taken") ? new byte[0] : folder.read(name, StickItem.MOST_BYTES_EACH);
            return Optional.of(new StickItem(from, name.toString(), content, of(folder, about)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private static String of(Folder folder, Optional<Path> about) throws IOException {
        return about.isPresent()
                        && folder.look(about.get())
                                .filter(BasicFileAttributes::isRegularFile)
                                .isPresent()
                ? Sha256.hex(folder.read(about.get(), StickItem.MOST_BYTES_EACH))
                : "";
    }
}
