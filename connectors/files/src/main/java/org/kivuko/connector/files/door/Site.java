package org.kivuko.connector.files.door;

import java.util.Optional;
import org.kivuko.model.AgencyId;

/**
 * Where an agency posts and fetches with files.
 *
 * @param server empty: in the folder of the door on this machine
 */
public record Site(AgencyId agency, Optional<SftpServer> server) {}
