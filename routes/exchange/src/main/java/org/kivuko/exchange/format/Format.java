package org.kivuko.exchange.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;

/**
 * A form in which messages come in over every door, and some of them go out: one class, one test that extends
 * {@code FormatContract}, one line and one page in {@code config/schemas/FORMATS.md}, one place in {@link Formats}.
 *
 * <p>Whatever it reads becomes the event that the sender would have posted as JSON; the same content always becomes the same
 * event, whenever and however often it is read. It reads nothing but the bytes and what is stated beside them: no file, no
 * network, no clock. Time and memory stay in proportion to the bytes. Faults carry no value of the message. Thread-safe.
 */
public interface Format {
    /** What people call it, e.g. {@code CAP 1.2 XML}. */
    String name();

    /** In lower case, without parameters; the first is the one under which the hub itself serves this form. */
    List<String> mediaTypes();

    /** What may be stated beside such a document, e.g. in the query of a call; none where the document says it all. */
    Set<String> beside();

    /** Whether bytes that came without a media type are of this form. */
    boolean fits(byte[] body);

    /**
     * Reads a document, with every fault at once.
     *
     * @param sender the authenticated agency: the source of the message where the document names none
     * @param beside what was stated beside the document, of {@link #beside()} alone
     */
    Reading<Message> read(byte[] body, AgencyId sender, Beside beside);

    /** Whether it can also show a message of this type ({@code kivuko.alert.v1}). */
    default boolean writes(String type) {
        return false;
    }

    /**
     * A delivered message in this form.
     *
     * @param event of a type that it {@link #writes}
     */
    default byte[] write(ObjectNode event) {
        throw new UnsupportedOperationException(name() + " is read and not written");
    }

    /** The media type under which the hub itself serves this form. */
    default String mediaType() {
        return mediaTypes().get(0);
    }

    /** The same with the parameters that tell its readers which version it is. */
    default String servedAs() {
        return mediaType();
    }

    /** Takes what was stated beside a document; what this form does not know is refused, so that nothing is ever ignored. */
    default Reading<Beside> beside(Map<String, String> stated) {
        if (beside().containsAll(stated.keySet())) {
            return new Reading.Accepted<>(new Beside(stated), List.of());
        }
        String known = beside().isEmpty()
                ? "no query parameter stands beside " + name() + ", which says it in its members"
                : new TreeSet<>(beside()).stream().collect(Collectors.joining(", ", "expected of the query only ", ""));
        return new Reading.Refused<>(List.of(new Fault("", Code.SCHEMA_VIOLATION, known)));
    }
}
