package org.kivuko.connector.files.door;

import java.util.List;

/**
 * What goes into the next bundle.
 *
 * @param waits how many more files did not fit; they go into later ones, once the other end has these
 * @param unfit how many files lie there that no bundle carries: of another name or kind than travels, or too large
 */
public record StickLoad(List<StickItem> items, int waits, int unfit) {
    public StickLoad {
        items = List.copyOf(items);
    }
}
