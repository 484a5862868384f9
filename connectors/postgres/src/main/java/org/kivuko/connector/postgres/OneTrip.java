package org.kivuko.connector.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Statements that go to the database together, in one round trip, and are carried out there one after the other: each sees
 * what those before it did. Their parameters share one room of names. Used once, by one thread.
 */
final class OneTrip {
    private final List<String> texts = new ArrayList<>();
    private final List<Consumer<SqlStatement<?>>> bindings = new ArrayList<>();

    /** Adds a statement. */
    void add(String text, Consumer<SqlStatement<?>> binding) {
        texts.add(text);
        bindings.add(binding);
    }

    /** Sends them, and returns once all are carried out. */
    void go(Handle handle) {
        var all = handle.createUpdate(String.join(";", texts));
        bindings.forEach(binding -> binding.accept(all));
        all.execute();
    }
}
