package org.kivuko.connector.files;

/** The map of a table cannot be used; the message says where and what was expected. */
public final class BadFlowMap extends RuntimeException {
    BadFlowMap(String sentence) {
        super(sentence);
    }
}
