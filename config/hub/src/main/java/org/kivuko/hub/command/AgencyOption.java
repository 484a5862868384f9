package org.kivuko.hub.command;

import org.kivuko.model.AgencyId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the code of an agency from the command line. */
final class AgencyOption implements ITypeConverter<AgencyId> {
    @Override
    public AgencyId convert(String text) {
        return AgencyId.parse(text)
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is no agency; write it like KEN.DIS"));
    }
}
