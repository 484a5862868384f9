package org.kivuko.connector.console;

/**
 * One file for browsers, held in memory.
 *
 * @param packed the same by gzip; empty where that saves nothing
 * @param tag names exactly this content
 * @param lasting whether another content would have another path
 */
public record StaticFile(int status, String contentType, byte[] body, byte[] packed, String tag, boolean lasting) {
    /** Shows no content. */
    @Override
    public String toString() {
        return "StaticFile[" + status + " " + contentType + " " + body.length + " bytes]";
    }
}
