package org.kivuko.connector.files.door;

import java.time.InstantSource;
import java.time.Period;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.kivuko.exchange.Shelf;
import org.kivuko.exchange.Submissions;
import org.kivuko.model.AgencyId;

/**
 * What the file door asks of the rest of the hub. Everything in it is thread-safe.
 *
 * @param sites who has a folder, and where; asked at each look
 * @param fetches who is also handed deliveries and receipts there
 * @param keep how long what lies in {@code sent}, {@code refused} and {@code receipts} stays
 */
public record FileDoorPorts(
        Submissions submissions,
        Shelf shelf,
        Supplier<Set<Site>> sites,
        Predicate<AgencyId> fetches,
        Supplier<Period> keep,
        InstantSource clock) {}
