package org.kivuko.connector.http;

import org.kivuko.operations.shift.ShiftDesk;

/** What the calls about the shift ask of the rest of the hub. Thread-safe. */
public record ShiftPorts(ShiftDesk desk) {}
