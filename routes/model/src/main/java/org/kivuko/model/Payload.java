package org.kivuko.model;

/** What a message says: its {@code data}, read into a record. */
public sealed interface Payload permits Alert, FlowReport, CrossingRecord {}
