package org.kivuko.connector.files.door;

/** Is told before each step that a kill could come before; a test kills there. */
@FunctionalInterface
interface Steps {
    Steps UNSEEN = () -> {};

    void next();
}
