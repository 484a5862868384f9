package org.kivuko.operations.watch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kivuko.exchange.Vault;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.watch.AlertBook.Row;
import org.kivuko.operations.watch.AlertBook.SealedNote;

/**
 * What operators ask and do about alerts and thresholds. What people write is sealed before it is kept. Thread-safe.
 */
public final class WatchDesk {
    private final AlertBook alerts;
    private final ThresholdBook book;
    private final Supplier<List<Thresholds.Threshold>> configured;
    private final Vault vault;
    private final InstantSource clock;

    /** @param configured what the configuration sets; what administrators set goes before it */
    public WatchDesk(
            AlertBook alerts,
            ThresholdBook book,
            Supplier<List<Thresholds.Threshold>> configured,
            Vault vault,
            InstantSource clock) {
        this.alerts = alerts;
        this.book = book;
        this.configured = configured;
        this.vault = vault;
        this.clock = clock;
    }

    /** An alert as it is shown, with what was written about it. */
    public record Shown(Row row, List<Note> notes) {
        public Shown {
            notes = List.copyOf(notes);
        }
    }

    /** Something that somebody wrote. */
    public record Note(UUID id, String by, Instant at, String text) {
        /** Without the text, which may hold anything. */
        @Override
        public String toString() {
            return "Note[" + id + " " + by + " " + at + "]";
        }
    }

    /** Who decided about a threshold. */
    public enum Origin {
        /** Nobody: it is what is usual. */
        USUAL,
        CONFIGURATION,
        OPERATORS
    }

    /**
     * A threshold that holds.
     *
     * @param choice who set it and when, where administrators did
     */
    public record Held(Thresholds.Threshold threshold, Origin origin, Optional<ThresholdBook.Choice> choice) {}

    /** A page, newest first. */
    public List<Shown> page(AlertBook.Asked asked) {
        return alerts.page(asked).stream().map(this::shown).toList();
    }

    /** One alert; empty where there is none of this id in scope. */
    public Optional<Shown> find(UUID alert, Scope scope) {
        return alerts.find(alert, scope).map(this::shown);
    }

    /** Notes that somebody has seen it. */
    public Optional<Shown> acknowledge(UUID alert, Scope scope, String by) {
        return act(alert, scope, () -> alerts.acknowledge(alert, by, clock.instant()));
    }

    /** @param to a login; empty: nobody */
    public Optional<Shown> assign(UUID alert, Scope scope, Optional<String> to) {
        return act(alert, scope, () -> alerts.assign(alert, to));
    }

    /** @param note the note's own id: the same one is kept once, however often it is sent */
    public Optional<Shown> note(UUID alert, Scope scope, UUID note, String by, String text) {
        var sealed = vault.seal(SealedNote.name(note), text.getBytes(StandardCharsets.UTF_8));
        return act(alert, scope, () -> alerts.note(alert, new SealedNote(note, by, clock.instant(), sealed)));
    }

    private Optional<Shown> act(UUID alert, Scope scope, Runnable act) {
        if (alerts.find(alert, scope).isEmpty()) {
            return Optional.empty();
        }
        act.run();
        return find(alert, scope);
    }

    private Shown shown(Row row) {
        return new Shown(
                row,
                row.notes().stream()
                        .map(note -> new Note(
                                note.id(),
                                note.by(),
                                note.at(),
                                new String(
                                        vault.open(SealedNote.name(note.id()), note.text()), StandardCharsets.UTF_8)))
                        .toList());
    }

    /** The thresholds that are judged by now. */
    public Thresholds thresholds() {
        return Thresholds.of(
                Stream.concat(configured.get().stream(), book.all().stream().map(ThresholdBook.Choice::threshold))
                        .toList());
    }

    /** The same with where each comes from, by kind and target. */
    public List<Held> held() {
        Map<Thresholds.Key, Held> held = new HashMap<>();
        for (AlertKind kind : AlertKind.values()) {
            var usual =
                    new Thresholds.Threshold(new Thresholds.Key(kind, Optional.empty()), OptionalLong.of(kind.usual()));
            held.put(usual.key(), new Held(usual, Origin.USUAL, Optional.empty()));
        }
        configured.get().forEach(each -> held.put(each.key(), new Held(each, Origin.CONFIGURATION, Optional.empty())));
        book.all()
                .forEach(each -> held.put(
                        each.threshold().key(), new Held(each.threshold(), Origin.OPERATORS, Optional.of(each))));
        var sorted = new ArrayList<>(held.values());
        sorted.sort(Comparator.comparing((Held each) -> each.threshold().key().kind())
                .thenComparing(each -> each.threshold().key().target().orElse("")));
        return sorted;
    }

    /** Sets a threshold from now on. */
    public void set(Thresholds.Threshold threshold, String by) {
        book.set(threshold, by, clock.instant());
    }

    /** Takes back what administrators set for a key. */
    public void unset(Thresholds.Key key) {
        book.unset(key);
    }
}
