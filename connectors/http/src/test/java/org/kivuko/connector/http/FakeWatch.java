package org.kivuko.connector.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.kivuko.exchange.QueueRow;
import org.kivuko.exchange.SealedContent;
import org.kivuko.exchange.Vault;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.shift.OnCall;
import org.kivuko.operations.shift.ShiftBook;
import org.kivuko.operations.shift.ShiftDesk;
import org.kivuko.operations.watch.AgreementUse;
import org.kivuko.operations.watch.Alert;
import org.kivuko.operations.watch.AlertBook;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.AlertSeverity;
import org.kivuko.operations.watch.Hysteresis;
import org.kivuko.operations.watch.Landscape;
import org.kivuko.operations.watch.Posts;
import org.kivuko.operations.watch.Suspension;
import org.kivuko.operations.watch.SuspensionBook;
import org.kivuko.operations.watch.Suspensions;
import org.kivuko.operations.watch.Targets;
import org.kivuko.operations.watch.ThresholdBook;
import org.kivuko.operations.watch.Thresholds;
import org.kivuko.operations.watch.Topology;
import org.kivuko.operations.watch.Traffic;
import org.kivuko.operations.watch.WatchDesk;
import org.kivuko.testkit.SmallWorld;

/** Alerts and thresholds in memory, and a small region. */
final class FakeWatch implements AlertBook, ThresholdBook {
    final Map<Long, Row> rows = new TreeMap<>(Comparator.reverseOrder());
    final Map<Thresholds.Key, Choice> choices = new java.util.HashMap<>();
    final List<QueueRow> queues = new ArrayList<>();
    final List<Traffic.Flow> flows = new ArrayList<>();
    private final List<SuspensionBook.Kept> suspended = new ArrayList<>();
    final Suspensions suspensions = new Suspensions(
            new SuspensionsInMemory(),
            SmallWorld::agreements,
            new Vault(new byte[32]),
            InstantSource.fixed(TestDoor.NOW));
    Posts.Figures figures = new Posts.Figures(Map.of(), Map.of());

    WatchPorts ports() {
        return new WatchPorts(
                new WatchDesk(this, this, List::of, new Vault(new byte[32]), InstantSource.fixed(TestDoor.NOW)),
                new Region(),
                () -> SmallWorld.agreements().all().stream()
                        .map(agreement -> new AgreementUse.Row(agreement, List.of(), 5))
                        .toList(),
                suspensions);
    }

    ShiftPorts shift() {
        return new ShiftPorts(new ShiftDesk(
                new ShiftInMemory(),
                () -> List.of(new OnCall(AgencyId.of("KEN.DIS"), Optional.of("duty desk"), "+254 20 000 0000")),
                () -> SmallWorld.agreements().directory(),
                new Vault(new byte[32]),
                InstantSource.fixed(TestDoor.NOW)));
    }

    /** An alert about the depth of a queue, or of another kind about something else. */
    UUID add(AlertKind kind, String target, Optional<Instant> ended) {
        UUID id = UUID.randomUUID();
        var alert = new Alert(
                id,
                kind,
                target,
                AlertSeverity.ATTENTION,
                120,
                100,
                TestDoor.NOW.minusSeconds(60),
                Optional.empty(),
                ended);
        long no = rows.size() + 1L;
        rows.put(no, new Row(no, alert, Optional.empty(), Optional.empty(), List.of()));
        return id;
    }

    @Override
    public Open open(UUID hub, Duration within) {
        return new Open(List.of(), List.of(), List.of());
    }

    @Override
    public void keep(UUID hub, List<Hysteresis.Change> changes, Set<String> channels, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Row> page(Asked asked) {
        return rows.values().stream()
                .filter(row -> row.no() < asked.after().orElse(Long.MAX_VALUE))
                .filter(row -> asked.which() == Which.ALL
                        || row.alert().endedAt().isPresent() == (asked.which() == Which.ENDED))
                .filter(row -> isSeen(row, asked.scope()))
                .limit(asked.max())
                .toList();
    }

    private static boolean isSeen(Row row, Scope scope) {
        return Targets.agency(row.alert().kind(), row.alert().target())
                .map(AgencyId::of)
                .map(scope::covers)
                .orElse(true);
    }

    @Override
    public Optional<Row> find(UUID alert, Scope scope) {
        return rows.values().stream()
                .filter(row -> row.alert().id().equals(alert) && isSeen(row, scope))
                .findFirst();
    }

    private void change(UUID alert, java.util.function.UnaryOperator<Row> change) {
        find(alert, Scope.ALL).ifPresent(row -> rows.put(row.no(), change.apply(row)));
    }

    @Override
    public void acknowledge(UUID alert, String by, Instant at) {
        change(
                alert,
                row -> new Row(
                        row.no(),
                        row.alert(),
                        row.acknowledged().or(() -> Optional.of(new Acknowledged(by, at))),
                        row.assigned(),
                        row.notes()));
    }

    @Override
    public void assign(UUID alert, Optional<String> to) {
        change(alert, row -> new Row(row.no(), row.alert(), row.acknowledged(), to, row.notes()));
    }

    @Override
    public void note(UUID alert, SealedNote note) {
        change(alert, row -> {
            var notes = new ArrayList<>(row.notes());
            if (notes.stream().noneMatch(each -> each.id().equals(note.id()))) {
                notes.add(note);
            }
            return new Row(row.no(), row.alert(), row.acknowledged(), row.assigned(), notes);
        });
    }

    @Override
    public List<Choice> all() {
        return List.copyOf(choices.values());
    }

    @Override
    public void set(Thresholds.Threshold threshold, String by, Instant at) {
        choices.put(threshold.key(), new Choice(threshold, by, at));
    }

    @Override
    public void unset(Thresholds.Key key) {
        choices.remove(key);
    }

    /** The region of the test's directory. */
    private final class Region implements Landscape {
        @Override
        public List<Posts.Crossing> posts(Scope scope) {
            return Posts.of(SmallWorld.agreements().directory(), figures, scope, TestDoor.NOW);
        }

        @Override
        public List<Topology.StateView> states(Scope scope) {
            return Topology.states(
                    SmallWorld.agreements().directory(),
                    queues,
                    Map.of("KEN.DIS", TestDoor.NOW.minusSeconds(5)),
                    scope);
        }

        @Override
        public List<Topology.PairView> pairs(Scope scope) {
            return Topology.pairs(flows, SmallWorld.agreements().inForce(TestDoor.NOW), (from, to) -> Set.of(), scope);
        }
    }

    private final class SuspensionsInMemory implements SuspensionBook {
        @Override
        public boolean suspend(Suspension suspension, SealedContent reason) {
            boolean other = suspended.stream()
                    .map(Kept::suspension)
                    .anyMatch(each -> each.agreement().equals(suspension.agreement())
                            && each.way().equals(suspension.way())
                            && !each.id().equals(suspension.id()));
            if (!other
                    && suspended.stream()
                            .noneMatch(each -> each.suspension().id().equals(suspension.id()))) {
                suspended.add(new Kept(suspension, reason));
            }
            return !other;
        }

        @Override
        public boolean resume(String agreement, Optional<Suspension.Way> way, String by, Instant at) {
            return suspended.removeIf(each -> each.suspension().agreement().equals(agreement)
                    && each.suspension().way().equals(way));
        }

        @Override
        public List<Kept> open() {
            return List.copyOf(suspended);
        }
    }

    private static final class ShiftInMemory implements ShiftBook {
        private final Map<UUID, Note> notes = new java.util.LinkedHashMap<>();
        private final Map<UUID, Window> windows = new java.util.LinkedHashMap<>();

        @Override
        public List<Note> notes(int max, Scope scope) {
            return notes.values().stream()
                    .filter(note -> scope.contains(note.scope()))
                    .toList();
        }

        @Override
        public void add(Note note) {
            notes.putIfAbsent(note.id(), note);
        }

        @Override
        public List<Window> windows(Instant after) {
            return List.copyOf(windows.values());
        }

        @Override
        public void announce(Window window) {
            windows.putIfAbsent(window.maintenance().id(), window);
        }

        @Override
        public List<Window> untold() {
            return List.of();
        }

        @Override
        public void told(UUID window, Instant at) {
            throw new UnsupportedOperationException();
        }
    }
}
