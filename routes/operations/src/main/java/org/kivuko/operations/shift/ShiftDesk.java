package org.kivuko.operations.shift;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kivuko.exchange.MaintenanceNotice;
import org.kivuko.exchange.Parcel;
import org.kivuko.exchange.SealedContent;
import org.kivuko.exchange.Vault;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.operations.people.Operator;
import org.kivuko.operations.people.Scope;

/** What operators ask and do about their shift. What people write is sealed before it is kept. Thread-safe. */
public final class ShiftDesk {
    private static final int NOTES = 50;
    /** A window that is over is still shown for so long. */
    private static final Duration SHOWN = Duration.ofDays(1);

    private final ShiftBook book;
    private final Supplier<List<OnCall>> onCall;
    private final Supplier<Directory> directory;
    private final Vault vault;
    private final InstantSource clock;

    public ShiftDesk(
            ShiftBook book,
            Supplier<List<OnCall>> onCall,
            Supplier<Directory> directory,
            Vault vault,
            InstantSource clock) {
        this.book = book;
        this.onCall = onCall;
        this.directory = directory;
        this.vault = vault;
        this.clock = clock;
    }

    /** A note with its text. */
    public record ShownNote(UUID id, String by, Instant at, String text) {
        /** Without the text, which may hold anything. */
        @Override
        public String toString() {
            return "ShownNote[" + id + "]";
        }
    }

    /** A window with its text. */
    public record ShownWindow(Maintenance maintenance, String text) {}

    /** The newest notes that this scope may read, newest first: they may name what is in the scope of who left them. */
    public List<ShownNote> notes(Scope scope) {
        return book.notes(NOTES, scope).stream()
                .map(note -> new ShownNote(note.id(), note.by(), note.at(), open("shift " + note.id(), note.text())))
                .toList();
    }

    /** Who is on call at the agencies in scope that there are. */
    public List<OnCall> onCall(Scope scope) {
        Directory known = directory.get();
        return onCall.get().stream()
                .filter(each -> scope.covers(each.agency())
                        && known.agency(each.agency()).isPresent())
                .toList();
    }

    /** Windows that are coming, are now, or ended within a day: of the hub, and of agencies in scope. */
    public List<ShownWindow> windows(Scope scope) {
        return book.windows(clock.instant().minus(SHOWN)).stream()
                .filter(window ->
                        window.maintenance().agency().map(scope::covers).orElse(true))
                .map(this::shown)
                .toList();
    }

    private ShownWindow shown(ShiftBook.Window window) {
        return new ShownWindow(
                window.maintenance(), open("maintenance " + window.maintenance().id(), window.text()));
    }

    private String open(String name, SealedContent text) {
        return new String(vault.open(name, text), StandardCharsets.UTF_8);
    }

    private SealedContent seal(String name, String text) {
        return vault.seal(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param id of the caller's making: the same note is kept once */
    public void leave(UUID id, Operator by, String text) {
        book.add(new ShiftBook.Note(id, by.login(), by.scope(), clock.instant(), seal("shift " + id, text)));
    }

    /**
     * Announces a window; the partners are told soon after.
     *
     * @param id of the caller's making: the same window is announced once
     * @return false where the agency is not in scope or not there; for the hub everything has to be in scope
     */
    public boolean announce(
            UUID id, Optional<AgencyId> agency, Instant from, Instant until, String by, String text, Scope scope) {
        boolean fits = agency.map(each ->
                        scope.covers(each) && directory.get().agency(each).isPresent())
                .orElse(scope.everything());
        if (fits) {
            var maintenance = new Maintenance(id, agency, from, until, by, clock.instant());
            book.announce(new ShiftBook.Window(maintenance, seal("maintenance " + id, text)));
        }
        return fits;
    }

    /**
     * Tells partners of every window that they were not told of: each agency of one of the hub; of one of an agency that agency and the
     * central contact of each state. Told first and noted then: a kill in between tells it twice, under the same id.
     *
     * @param sender a durable send, synced when it returns
     */
    public void tell(Consumer<Parcel> sender) {
        for (ShiftBook.Window window : book.untold()) {
            Maintenance it = window.maintenance();
            Directory known = directory.get();
            List<AgencyId> partners = it.agency().isEmpty()
                    ? known.agencies().stream().map(Directory.Agency::id).toList()
                    : Stream.concat(
                                    it.agency().stream()
                                            .filter(own -> known.agency(own).isPresent()),
                                    known.states().stream().flatMap(state -> state.centralContact().stream()))
                            .distinct()
                            .toList();
            String text = shown(window).text();
            partners.forEach(partner ->
                    sender.accept(new MaintenanceNotice(partner, it.id(), it.agency(), it.from(), it.until(), text)
                            .write(clock.instant())));
            book.told(it.id(), clock.instant());
        }
    }
}
