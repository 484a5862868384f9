package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.operations.search.SavedView;
import org.kivuko.operations.search.SavedViews;
import org.kivuko.testkit.LedgerCast;

/** Saved views in a database that other tests use too: each test has logins of its own. */
class SavedViewsTest extends OnSharedLedger {
    private final SavedViews views = ledger.savedViews();
    private final String amina = "amina-" + UUID.randomUUID();
    private final String juma = "juma-" + UUID.randomUUID();

    private static SavedView view(UUID id, String owner, String name, boolean shared) {
        return new SavedView(id, owner, name, "messages", "outcome=refused", shared, LedgerCast.NOON);
    }

    @Test
    void whatIsSavedIsFoundAgainAndChangedUnderItsId() {
        // Given
        var id = UUID.randomUUID();
        assertThat(views.save(view(id, amina, "refused", false))).isEqualTo(SavedViews.Result.SAVED);

        // When
        assertThat(views.save(view(id, amina, "refused today", true))).isEqualTo(SavedViews.Result.SAVED);

        // Then
        assertThat(views.of(amina)).contains(view(id, amina, "refused today", true));
        assertThat(views.of(amina)).doesNotContain(view(id, amina, "refused", false));
    }

    @Test
    void othersSeeWhatIsSharedAndChangeNothingOfIt() {
        // Given
        var own = view(UUID.randomUUID(), amina, "mine", false);
        var shared = view(UUID.randomUUID(), amina, "ours", true);
        views.save(own);
        views.save(shared);

        // When and Then
        assertThat(views.of(juma)).contains(shared).doesNotContain(own);
        assertThat(views.save(view(shared.view(), juma, "theirs", true))).isEqualTo(SavedViews.Result.TAKEN);
        assertThat(views.remove(juma, shared.view())).isFalse();
        assertThat(views.remove(amina, shared.view())).isTrue();
        assertThat(views.of(juma)).doesNotContain(shared);
    }

    @Test
    void aNameStandsOnceForOnePageOfOnePerson() {
        views.save(view(UUID.randomUUID(), amina, "refused", false));

        assertThat(views.save(view(UUID.randomUUID(), amina, "refused", true))).isEqualTo(SavedViews.Result.TAKEN);
        assertThat(views.save(view(UUID.randomUUID(), juma, "refused", false))).isEqualTo(SavedViews.Result.SAVED);
    }

    @Test
    void nobodyHasMoreThanSoMany() {
        for (int i = 0; i < SavedViews.MOST; i++) {
            views.save(view(UUID.randomUUID(), amina, "view " + i, false));
        }

        assertThat(views.save(view(UUID.randomUUID(), amina, "one more", false)))
                .isEqualTo(SavedViews.Result.TOO_MANY);
    }
}
