package org.kivuko.exchange;

import java.util.UUID;
import org.kivuko.agreement.Ruling;

/** A ruling with the id that it has in the ledger; where it crosses, the same id names the delivery. */
public record Delivery(UUID id, Ruling ruling) {}
