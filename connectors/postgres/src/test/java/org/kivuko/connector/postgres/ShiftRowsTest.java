package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.shift.Maintenance;
import org.kivuko.operations.shift.ShiftBook;
import org.kivuko.testkit.LedgerCast;

/** What a real database keeps of a shift. */
class ShiftRowsTest extends OnSharedLedger {
    private static final Instant NOON = LedgerCast.NOON;

    private final ShiftBook book = ledger.watch().shift();
    private final String me = "me-" + UUID.randomUUID();

    private static SealedContent text(int first) {
        return new SealedContent(new byte[] {1, 2}, new byte[] {(byte) first, 0, -1});
    }

    private ShiftBook.Note note(int text) {
        return note(text, Scope.ALL);
    }

    private ShiftBook.Note note(int text, Scope scope) {
        return new ShiftBook.Note(UUID.randomUUID(), me, scope, NOON.plusSeconds(text), text(text));
    }

    private ShiftBook.Window window(Optional<AgencyId> agency, long from, long until) {
        var maintenance =
                new Maintenance(UUID.randomUUID(), agency, NOON.plusSeconds(from), NOON.plusSeconds(until), me, NOON);
        return new ShiftBook.Window(maintenance, text(9));
    }

    private List<Maintenance> mine(List<ShiftBook.Window> windows) {
        return windows.stream()
                .map(ShiftBook.Window::maintenance)
                .filter(each -> each.by().equals(me))
                .toList();
    }

    private List<UUID> read(Scope scope, List<ShiftBook.Note> notes) {
        List<UUID> left = notes.stream().map(ShiftBook.Note::id).toList();
        return book.notes(200, scope).stream()
                .map(ShiftBook.Note::id)
                .filter(left::contains)
                .toList();
    }

    @Test
    void givenNotesOfScopes_whenTheyAreAskedFor_thenEachIsReadByWhoSeesAsMuch() {
        var kenya = new Scope(Set.of("KEN"), Set.of());
        var desk = new Scope(Set.of(), Set.of(AgencyId.of("KEN.DIS")));
        var both = new Scope(Set.of("UGA"), Set.of(AgencyId.of("KEN.DIS")));
        var notes = List.of(note(1), note(2, kenya), note(3, desk), note(4, both));
        notes.forEach(book::add);
        List<UUID> ids = notes.stream().map(ShiftBook.Note::id).toList();

        assertThat(read(Scope.ALL, notes)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(read(kenya, notes)).containsExactly(ids.get(2), ids.get(1));
        assertThat(read(desk, notes)).containsExactly(ids.get(2));
        assertThat(read(both, notes)).containsExactly(ids.get(3), ids.get(2));
        assertThat(book.notes(200, kenya)).extracting(ShiftBook.Note::scope).contains(kenya, desk);
    }

    @Test
    void givenNotes_whenTheNewestAreAskedFor_thenTheyComeNewestFirst_eachOnce() {
        var notes = List.of(note(1), note(2), note(3));
        notes.forEach(book::add);
        notes.forEach(book::add);

        List<ShiftBook.Note> newest = book.notes(2, Scope.ALL);

        assertThat(newest)
                .extracting(ShiftBook.Note::id)
                .containsExactly(notes.get(2).id(), notes.get(1).id());
        assertThat(newest.get(0).by()).isEqualTo(me);
        assertThat(newest.get(0).at()).isEqualTo(NOON.plusSeconds(3));
        assertThat(newest.get(0).text().sealed()).containsExactly(3, 0, -1);
        assertThat(newest.get(0).text().wrappedKey()).containsExactly(1, 2);
    }

    @Test
    void givenWindows_whenAskedFor_thenThoseThatEndLaterCome_inTheOrderOfTheirBeginnings() {
        ShiftBook.Window late = window(Optional.empty(), 500, 900);
        ShiftBook.Window early = window(Optional.of(AgencyId.of("KEN.DIS")), 100, 900);
        ShiftBook.Window over = window(Optional.empty(), 0, 50);
        List.of(late, early, over).forEach(book::announce);
        book.announce(new ShiftBook.Window(early.maintenance(), text(1)));

        assertThat(mine(book.windows(NOON.plusSeconds(50)))).containsExactly(early.maintenance(), late.maintenance());
        assertThat(book.windows(NOON.plusSeconds(50)).stream()
                        .filter(each -> each.maintenance().equals(early.maintenance()))
                        .map(each -> each.text().sealed()[0]))
                .containsExactly((byte) 9);
    }

    @Test
    void givenAWindowThatPartnersWereToldOf_whenWhatIsToBeToldIsAskedFor_thenItIsNotThere() {
        ShiftBook.Window first = window(Optional.empty(), 0, 900);
        ShiftBook.Window second = window(Optional.of(AgencyId.of("UGA.DCIC")), 0, 900);
        List.of(first, second).forEach(book::announce);
        assertThat(mine(book.untold())).containsExactly(first.maintenance(), second.maintenance());

        book.told(first.maintenance().id(), NOON.plusSeconds(5));
        book.announce(first);

        assertThat(mine(book.untold())).containsExactly(second.maintenance());
        book.told(second.maintenance().id(), NOON.plusSeconds(6));
        assertThat(mine(book.untold())).isEmpty();
    }
}
