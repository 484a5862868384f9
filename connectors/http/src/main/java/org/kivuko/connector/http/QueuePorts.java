package org.kivuko.connector.http;

import org.kivuko.operations.queues.Pauses;
import org.kivuko.operations.queues.QueueContents;
import org.kivuko.operations.queues.QueueWatch;

/**
 * What operators see of queues, and do about them.
 *
 * @param watch what was seen of every queue
 * @param contents what lies in one of them
 * @param pauses which are paused
 */
public record QueuePorts(QueueWatch watch, QueueContents contents, Pauses pauses) {}
