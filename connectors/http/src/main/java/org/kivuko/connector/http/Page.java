package org.kivuko.connector.http;

import java.util.Map;
import java.util.Optional;

/**
 * What a browser gets below {@code /console/}: the shell of the operators' pages or one of its files. It holds no data of the
 * hub, so that everybody may load it; every figure on a page is a call that needs a right.
 *
 * @param packed the same body by gzip; empty where that saves nothing
 * @param tag names exactly this content, without quotes
 * @param lasting whether another content would have another path, so that a browser never asks again
 */
public record Page(int status, String contentType, byte[] body, byte[] packed, String tag, boolean lasting) {
    private static final String YEAR = "public, max-age=31536000, immutable";

    /** Scripts, styles and calls of this origin, and nothing else: nothing written into a page runs. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** What is sent beside the content type. */
    public Map<String, String> headers() {
        return Map.of("ETag", '"' + tag + '"', "Cache-Control", lasting ? YEAR : "no-cache", FrontDoor.POLICY, POLICY);
    }

    Answer answer() {
        return new Answer(status, headers(), contentType, body, Optional.empty(), packed);
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Page[" + status + " " + contentType + " " + body.length + " bytes]";
    }
}
