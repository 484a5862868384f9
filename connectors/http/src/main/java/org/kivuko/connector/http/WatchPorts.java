package org.kivuko.connector.http;

import org.kivuko.operations.watch.Landscape;
import org.kivuko.operations.watch.WatchDesk;

/** What the calls about alerts, posts and the topology ask of the rest of the hub. Thread-safe. */
public record WatchPorts(WatchDesk desk, Landscape landscape) {}
