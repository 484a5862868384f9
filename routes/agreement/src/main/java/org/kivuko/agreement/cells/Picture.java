package org.kivuko.agreement.cells;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.cells.Quantity.Kind;
import org.kivuko.agreement.cells.Release.Figure;
import org.kivuko.agreement.cells.Release.State;
import org.kivuko.agreement.cells.Table.Period;

/**
 * All that a recipient can put together about one post and direction: the quantities in the reports that it was given and in
 * the one in hand, and the lines in which they add up. Where the same count stands in two reports, the recipient is credited
 * with knowing whether it is the same people. Not thread-safe.
 */
final class Picture {
    private record Cell(Period period, Key key) {}

    private final Limits limits;
    private final Map<String, Quantity> byName = new LinkedHashMap<>();
    private final Set<Cell> hiddenBefore = new HashSet<>();
    private final List<Quantity> quantities = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final Set<String> drawn = new HashSet<>();
    private final List<Table> tables = new ArrayList<>();

    private Picture(Limits limits) {
        this.limits = limits;
    }

    /** What the recipient has before it is given anything more. */
    static Picture of(List<Release> earlier, Limits limits) {
        var picture = new Picture(limits);
        earlier.forEach(picture::add);
        picture.draw();
        return picture;
    }

    /** What it would have with this report too, of which nothing but the small counts is hidden. */
    static Picture of(List<Release> earlier, Release inHand, Limits limits) {
        var picture = new Picture(limits);
        earlier.forEach(picture::add);
        picture.addInHand(inHand);
        picture.draw();
        return picture;
    }

    private void draw() {
        new Lines(this, tables).draw();
        prune();
    }

    private void add(Release release) {
        var table = tableOf(release);
        boolean zeros = listsZeros(release);
        for (Figure figure : release.figures()) {
            var key = Key.parse(figure.key());
            var quantity = quantity(table, key, figure);
            table.listed().put(key, quantity);
            if (!zeros && key.isCell()) {
                quantity.ifPresent(Quantity::standsWithoutZeros);
            }
            if (figure.state() == State.SHOWN) {
                quantity.ifPresent(Quantity::show);
            } else if (figure.state() == State.HIDDEN) {
                quantity.ifPresent(Quantity::hide);
                hiddenBefore.add(new Cell(table.period(), key));
            }
        }
    }

    private void addInHand(Release release) {
        var table = tableOf(release);
        boolean zeros = listsZeros(release);
        for (Figure figure : release.figures()) {
            var key = Key.parse(figure.key());
            var quantity = quantity(table, key, figure);
            table.listed().put(key, quantity);
            if (!zeros && key.isCell()) {
                quantity.ifPresent(Quantity::standsWithoutZeros);
            }
            quantity.ifPresent(it -> {
                it.isMine(hiddenBefore.contains(new Cell(table.period(), key)));
                if (it.isSmall(it.truth())) {
                    it.hide();
                }
            });
        }
    }

    private Table tableOf(Release release) {
        var table = new Table(new Period(release.periodStart(), release.periodEnd()));
        tables.add(table);
        return table;
    }

    private static boolean listsZeros(Release release) {
        return release.figures().stream().anyMatch(figure -> figure.count() == 0 && figure.state() != State.NOT_GIVEN);
    }

    private Optional<Quantity> quantity(Table table, Key key, Figure figure) {
        return figure.state() == State.NOT_GIVEN
                ? Optional.empty()
                : Optional.of(shared(table.period(), key, key.isCell() ? Kind.LISTED : Kind.TALLY, figure.count()));
    }

    /** The one quantity for this value at this place. */
    Quantity shared(Period period, Key key, Kind kind, long value) {
        return named(period + " " + key + " " + value, key, kind, value);
    }

    private Quantity named(String name, Key key, Kind kind, long value) {
        var quantity = byName.get(name);
        if (quantity == null) {
            quantity = new Quantity(quantities.size(), name, key, kind, value, limits.of(key));
            quantities.add(quantity);
            byName.put(name, quantity);
        }
        return quantity;
    }

    /** Adds a line unless the recipient learns nothing from it or has it already. */
    void draw(Optional<Quantity> whole, List<Optional<Quantity>> parts, boolean acrossTime) {
        boolean allGiven = whole.isPresent() && parts.stream().allMatch(Optional::isPresent);
        var given = parts.stream()
                .flatMap(Optional::stream)
                .filter(part -> !part.isNobody())
                .toList();
        long sum = given.stream().mapToLong(Quantity::truth).sum();
        long rest = allGiven ? whole.get().truth() - sum : 0;
        var name = name(whole, given);
        if (given.isEmpty() || rest < 0 || !drawn.add(name)) {
            return;
        }
        var line = new Line(lines.size(), acrossTime);
        lines.add(line);
        given.forEach(part -> line.add(part, 1));
        whole.filter(it -> !it.isNobody()).ifPresent(it -> line.add(it, -1));
        if (rest > 0) {
            line.add(named("rest of " + name, given.get(0).key(), Kind.REST, rest), 1);
        }
    }

    private static String name(Optional<Quantity> whole, List<Quantity> parts) {
        return Stream.concat(whole.stream(), parts.stream()).map(Quantity::name).collect(Collectors.joining(" + "));
    }

    /** Drops lines whose whole nothing else speaks of: they say nothing. */
    private void prune() {
        lines.stream()
                .filter(line -> line.members().stream()
                        .anyMatch(member -> member.kind() == Kind.IMPLIED
                                && member.key().totals() != Key.ALL
                                && member.places().size() == 1))
                .forEach(Line::drop);
    }

    /** What could be worked out before this report is not what it must be hidden for. */
    void expectNoMoreThan(Picture before, Cover reached) {
        before.byName.forEach((name, quantity) -> {
            if (quantity.isProtected() && byName.containsKey(name)) {
                byName.get(name).lowerGoal(reached.width(quantity));
            }
        });
    }

    /** What of the report in hand is hidden. */
    Set<Key> hidden() {
        return quantities.stream()
                .filter(Quantity::isHiddenInHand)
                .map(Quantity::key)
                .collect(Collectors.toSet());
    }

    List<Quantity> quantities() {
        return quantities;
    }

    Line line(int index) {
        return lines.get(index);
    }
}
