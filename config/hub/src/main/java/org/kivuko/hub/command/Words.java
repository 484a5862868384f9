package org.kivuko.hub.command;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.model.Coded;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a word of the command line that stands for one of a few values; another one is refused with all there are. */
abstract class Words<T extends Enum<T> & Coded> implements ITypeConverter<T> {
    private final Class<T> type;
    private final String what;

    /** @param what one of them is, for example "template" */
    Words(Class<T> type, String what) {
        this.type = type;
        this.what = what;
    }

    @Override
    public T convert(String text) {
        return Coded.find(type, text)
                .orElseThrow(() -> new TypeConversionException("there is no " + what + " '" + text + "'; there are "
                        + Stream.of(type.getEnumConstants()).map(Coded::code).collect(Collectors.joining(", "))));
    }
}
