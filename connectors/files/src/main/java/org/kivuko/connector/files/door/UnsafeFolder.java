package org.kivuko.connector.files.door;

/** The folder of the file door must not be relied on; says in one sentence why, and what to do. */
public final class UnsafeFolder extends Exception {
    UnsafeFolder(String sentence) {
        super(sentence);
    }
}
