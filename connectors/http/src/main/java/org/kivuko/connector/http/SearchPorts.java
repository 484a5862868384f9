package org.kivuko.connector.http;

import java.util.Optional;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.search.MessageContent;
import org.kivuko.operations.search.MessageSearch;
import org.kivuko.operations.search.SavedViews;

/** What operators look for, and what they may open. */
public record SearchPorts(MessageSearch messages, ContentSource content, SavedViews views) {

    /** {@link MessageContent#open}. */
    @FunctionalInterface
    public interface ContentSource {
        Optional<MessageContent.Opened> open(MessageKey key, Scope scope);
    }
}
