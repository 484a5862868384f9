package org.kivuko.flow.matching;

import java.time.Instant;
import java.util.List;
import org.kivuko.model.Direction;

/** The records that have no counterpart yet. Whoever implements it keeps tokens alone. */
public interface OpenRecords {
    void add(Marks marks);

    /** One that was matched at once. */
    void addClosed(Marks marks);

    /** Matched: of the record only its document is still known, until it expires. */
    void close(Marks marks);

    boolean holds(Marks marks);

    /**
     * Those of one direction that bear a token, in any order.
     *
     * @param most at most so many
     */
    List<Marks> bearing(Direction direction, long token, int most);

    /** Those of one direction, open or closed, that bear the token of a document. */
    List<Marks> travelling(Direction direction, long document);

    /** Those that crossed until then and were not asked for before, in the order of their crossing; each once. */
    List<Marks> ripe(Instant crossedUntil);

    /** Those of the open ones that crossed until then; nothing is known any more of them, nor of closed ones as old. */
    List<Marks> expire(Instant crossedUntil);
}
