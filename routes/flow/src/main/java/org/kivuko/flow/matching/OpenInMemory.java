package org.kivuko.flow.matching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.kivuko.model.Direction;

/** Open records in memory. Not thread-safe. */
public final class OpenInMemory implements OpenRecords {
    private static final Comparator<Marks> BY_CROSSING =
            Comparator.comparingLong(Marks::at).thenComparing(Marks::sender).thenComparing(Marks::recordId);

    /** Of the open ones, by every token. */
    private final Map<Direction, TokenIndex> open = indexes();

    /** Of all, by their documents alone. */
    private final Map<Direction, TokenIndex> documents = indexes();

    private final PriorityQueue<Marks> ripening = new PriorityQueue<>(BY_CROSSING);
    private final PriorityQueue<Marks> ageing = new PriorityQueue<>(BY_CROSSING);

    private static Map<Direction, TokenIndex> indexes() {
        Map<Direction, TokenIndex> indexes = new EnumMap<>(Direction.class);
        for (Direction direction : Direction.values()) {
            indexes.put(direction, new TokenIndex());
        }
        return indexes;
    }

    @Override
    public void add(Marks marks) {
        for (Face face : marks.faces()) {
            for (long token : face.wanted()) {
                open.get(marks.direction()).add(token, marks);
            }
        }
        ripening.add(addDocument(marks));
    }

    @Override
    public void addClosed(Marks marks) {
        addDocument(marks);
    }

    /** Only the index of the open ones holds all tokens, so that closing a record leaves none but the document's. */
    private Marks addDocument(Marks marks) {
        Marks document = marks.documentOnly();
        document.faces().forEach(face -> documents.get(marks.direction()).add(face.document(), document));
        ageing.add(document);
        return document;
    }

    @Override
    public void close(Marks marks) {
        for (Face face : marks.faces()) {
            for (long token : face.wanted()) {
                open.get(marks.direction()).remove(token, marks);
            }
        }
    }

    @Override
    public boolean holds(Marks marks) {
        return held(marks).findAny().isPresent();
    }

    /** With all its tokens, if it is open. */
    private Stream<Marks> held(Marks marks) {
        long document = marks.faces().get(0).document();
        return bearing(marks.direction(), document, Integer.MAX_VALUE).stream().filter(marks::equals);
    }

    @Override
    public List<Marks> bearing(Direction direction, long token, int most) {
        return open.get(direction).bearing(token, most);
    }

    @Override
    public List<Marks> travelling(Direction direction, long document) {
        return documents.get(direction).bearing(document, Integer.MAX_VALUE);
    }

    @Override
    public List<Marks> ripe(Instant crossedUntil) {
        return polled(ripening, crossedUntil).stream().flatMap(this::held).toList();
    }

    @Override
    public List<Marks> expire(Instant crossedUntil) {
        List<Marks> old = polled(ageing, crossedUntil);
        List<Marks> expired = old.stream().flatMap(this::held).toList();
        expired.forEach(this::close);
        for (Marks marks : old) {
            marks.faces().forEach(face -> documents.get(marks.direction()).remove(face.document(), marks));
        }
        return expired;
    }

    private static List<Marks> polled(PriorityQueue<Marks> queue, Instant crossedUntil) {
        var polled = new ArrayList<Marks>();
        while (!queue.isEmpty() && queue.peek().at() <= crossedUntil.getEpochSecond()) {
            polled.add(queue.poll());
        }
        return polled;
    }
}
