package org.kivuko.operations.queues;

import java.util.Locale;
import java.util.Optional;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.operations.people.Scope;

/**
 * Which queues somebody looks for. What is absent asks for nothing.
 *
 * @param part of the name, in any case
 * @param state three letters
 * @param scope whose queues the asker may see; the hub's own are seen by who sees everything
 */
public record QueueFilter(
        Optional<String> part,
        Optional<String> state,
        Optional<AgencyId> agency,
        Optional<QueueKind> kind,
        Optional<Only> only,
        Scope scope) {
    /** Everything that is in scope. */
    public static QueueFilter all(Scope scope) {
        return new QueueFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), scope);
    }

    /** What needs somebody. */
    public enum Only implements Coded {
        NONEMPTY("nonempty"),
        UNATTENDED("unattended"),
        PAUSED("paused");

        private final String code;

        Only(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }

        boolean fits(QueueState row) {
            return switch (this) {
                case NONEMPTY -> row.messages() > 0 && row.name().holdsMessages();
                case UNATTENDED -> row.unattended();
                case PAUSED -> row.paused().isPresent();
            };
        }
    }

    /** Whether a queue is among them. */
    public boolean fits(QueueState row) {
        QueueName name = row.name();
        return covers(name)
                && part.stream()
                        .allMatch(text -> name.queue().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                && state.stream().allMatch(name.state().orElse("")::equals)
                && agency.stream().allMatch(wanted -> name.agency().equals(Optional.of(wanted)))
                && kind.stream().allMatch(name.kind()::equals)
                && only.stream().allMatch(each -> each.fits(row));
    }

    /** Whether a queue is in the scope of who asks. */
    public boolean covers(QueueName name) {
        return name.agency().map(scope::covers).orElseGet(scope::everything);
    }
}
