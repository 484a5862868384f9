package org.kivuko.operations.shift;

import java.util.Optional;
import org.kivuko.model.AgencyId;

/**
 * Who is on call at an agency.
 *
 * @param name of the desk, not of a person: {@code duty desk}
 * @param phone as it is dialled, {@code +254 20 000 0000}
 */
public record OnCall(AgencyId agency, Optional<String> name, String phone) {}
