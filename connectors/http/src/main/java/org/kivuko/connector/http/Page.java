package org.kivuko.connector.http;

import java.util.function.Supplier;

/**
 * A page for operators that another part of the hub writes.
 *
 * @param path below {@code /console/}
 * @param body written anew for each call, UTF-8; called from several threads
 */
public record Page(String path, String contentType, Supplier<byte[]> body) {}
