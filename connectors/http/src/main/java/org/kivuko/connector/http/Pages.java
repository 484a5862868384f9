package org.kivuko.connector.http;

/** The operators' pages, which another part of the hub knows. Thread-safe. */
@FunctionalInterface
public interface Pages {
    /** @param path what stands behind {@code /console/}; whatever a caller wrote, with the page that says so where there is none */
    Page find(String path);
}
