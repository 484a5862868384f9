package org.kivuko.hub.conform;

import java.time.Duration;

/** A case with what came of it. */
record Result(String topic, Case of, Verdict verdict, Duration took) {}
