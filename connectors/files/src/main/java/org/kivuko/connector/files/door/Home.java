package org.kivuko.connector.files.door;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Where the folders of one agency are. Opened by one thread at a time, closed by any. */
interface Home extends Closeable {
    /** Its folders, for one look; what is missing is made. */
    Places open() throws IOException;

    /** In the folder of the door, on this machine. */
    record Here(Path agency, Steps steps) implements Home {
        private static final Path STICKS = Path.of(StickNotes.FOLDER);

        @Override
        public Places open() throws IOException {
            Places.make(agency);
            // Held from its parent on: a link in the place of the agency's folder is none.
            try (HeldFolder base = HeldFolder.open(agency.getParent(), steps);
                    HeldFolder root = base.sub(agency.getFileName().toString())) {
                return Places.open(root::sub, root.look(STICKS).isPresent());
            }
        }

        @Override
        public void close() {
            // Nothing is held between two looks.
        }
    }
}
