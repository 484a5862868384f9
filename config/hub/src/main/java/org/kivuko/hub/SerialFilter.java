package org.kivuko.hub;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.FilterInfo;
import java.io.ObjectInputFilter.Status;

/**
 * Keeps serialised Java objects out of the process: nothing here reads any, and what reads one runs its sender's choice of
 * code. The launcher sets {@code jdk.serialFilter}; who starts the hub otherwise gets the same filter.
 */
final class SerialFilter {
    private static final Object LOCK = new Object();

    private SerialFilter() {}

    /**
     * Sets the filter where there is none.
     *
     * @throws StartRefused where there is another one, which lets objects in
     */
    static void close() {
        synchronized (LOCK) {
            if (ObjectInputFilter.Config.getSerialFilter() == null) {
                ObjectInputFilter.Config.setSerialFilter(
                        info -> info.serialClass() == null ? Status.UNDECIDED : Status.REJECTED);
            }
        }
        check(ObjectInputFilter.Config.getSerialFilter());
    }

    /** Asks it about the tamest object that there is. */
    static void check(ObjectInputFilter filter) {
        if (filter.checkInput(new Tame()) != Status.REJECTED) {
            throw new StartRefused("SERIAL_FILTER: jdk.serialFilter lets serialised objects into the process:"
                    + " start it with -Djdk.serialFilter='!*', or without that setting");
        }
    }

    /** A number as it begins in a stream. */
    private static final class Tame implements FilterInfo {
        @Override
        public Class<?> serialClass() {
            return Integer.class;
        }

        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 1;
        }
    }
}
