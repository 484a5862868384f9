package org.kivuko.connector.http;

import org.kivuko.operations.watch.AgreementUse;
import org.kivuko.operations.watch.Landscape;
import org.kivuko.operations.watch.Suspensions;
import org.kivuko.operations.watch.WatchDesk;

/** What the calls about alerts, posts, the topology and suspended agreements ask of the rest of the hub. Thread-safe. */
public record WatchPorts(WatchDesk desk, Landscape landscape, AgreementUse agreements, Suspensions suspensions) {}
