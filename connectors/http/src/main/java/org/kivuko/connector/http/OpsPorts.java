package org.kivuko.connector.http;

import org.kivuko.operations.exercise.Exercises;

/**
 * What the calls of operators ask of the rest of the hub, one member for each part of the console. Everything in it is
 * thread-safe.
 */
public record OpsPorts(
        PeoplePorts people,
        QueuePorts queues,
        SearchPorts search,
        WatchPorts watch,
        ShiftPorts shift,
        Exercises exercises,
        RedrivePorts redrives) {}
