package org.kivuko.operations.search;

import java.util.List;
import java.util.UUID;

/** Questions that operators saved. Throws {@link org.kivuko.exchange.LedgerUnavailable}. Thread-safe. */
public interface SavedViews {
    /** A person has at most so many. */
    int MOST = 200;

    /** What came of saving. */
    enum Result {
        /** It is kept; saved again under the same id it is changed. */
        SAVED,
        /** The person has another view of this name on this page, or somebody else has this id. */
        TAKEN,
        /** The person has {@link #MOST} already. */
        TOO_MANY
    }

    /** Those of a person and those that others share, by page and name. */
    List<SavedView> of(String login);

    Result save(SavedView view);

    /** Takes away one of a person; false where that person has none under this id. */
    boolean remove(String login, UUID view);
}
