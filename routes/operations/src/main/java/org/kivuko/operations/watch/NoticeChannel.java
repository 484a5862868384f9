package org.kivuko.operations.watch;

/** A way by which operators are told. Thread-safe. */
public interface NoticeChannel {
    /** Lasting: what waits for it is kept under this name. */
    String name();

    /**
     * Tells.
     *
     * @throws NotTold where it is not known to have arrived; it is told again then, under the same id
     */
    void tell(NoticeBook.Bundle bundle) throws NotTold;

    /** Why nobody was told, without addresses and secrets. */
    final class NotTold extends Exception {
        private static final long serialVersionUID = 1L;

        public NotTold(String why, Throwable cause) {
            super(why, cause);
        }
    }
}
