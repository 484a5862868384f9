package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.impl.journal.OperationContextImpl;
import org.junit.jupiter.api.Test;

/** What is not on disk yet, each seen to be confirmed where the session itself is told of pages, as the broker does of its own. */
class PageWritesTest {
    private final PageWrites writes = new PageWrites();
    private final OperationContext session = new OperationContextImpl(Runnable::run);
    private final List<String> told = new ArrayList<>();

    @Test
    void aPageIsNotOnDiskBecauseTheJournalIs() {
        // Given
        OperationContext page = begun("in a page");
        OperationContext journal = session;
        journal.storeLineUp();
        confirm("in the journal");

        // When
        journal.done();

        // Then
        assertThat(told).isEmpty();
        page.done();
        assertThat(told).containsExactly("in a page", "in the journal");
    }

    @Test
    void theJournalIsNotOnDiskBecauseAPageIs() {
        // Given
        session.storeLineUp();
        confirm("in the journal");
        OperationContext page = begun("in a page");

        // When
        page.done();

        // Then
        assertThat(told).isEmpty();
        session.done();
        assertThat(told).containsExactly("in the journal", "in a page");
    }

    @Test
    void theFirstPageIsNotOnDiskBecauseASecondOneIs() {
        // Given
        OperationContext first = begun("first");
        OperationContext second = begun("second");

        // When
        second.done();

        // Then
        assertThat(told).isEmpty();
        first.done();
        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void aFaultIsToldToAllThatWaitAndNothingIsKeptOfThem() {
        // Given
        OperationContext first = begun("first");
        OperationContext second = begun("second");

        // When
        first.onError(1, "no disk");
        second.done();

        // Then
        assertThat(told).containsExactly("first: no disk", "second: no disk");
        assertThat(writes.waiting()).isZero();
    }

    @Test
    void whoWaitsForNothingIsForgotten() {
        begun("first").done();

        assertThat(told).containsExactly("first");
        assertThat(writes.waiting()).isZero();
    }

    /** Written, not synced, and to be confirmed to its sender once it is. */
    private OperationContext begun(String name) {
        OperationContext page = writes.of(session);
        page.storeLineUp();
        confirm(name);
        return page;
    }

    private void confirm(String name) {
        session.executeOnCompletion(new IOCallback() {
            @Override
            public void done() {
                told.add(name);
            }

            @Override
            public void onError(int code, String message) {
                told.add(name + ": " + message);
            }
        });
    }
}
