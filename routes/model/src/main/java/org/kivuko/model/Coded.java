package org.kivuko.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A value of a closed list that is written in messages and files by its lasting code, not by its Java name. */
public interface Coded {
    /** The word as it stands in messages and files. */
    String code();

    /** The value of {@code list} with this code, or empty where the list does not know it. */
    static <E extends Enum<E> & Coded> Optional<E> find(Class<E> list, String code) {
        return Arrays.stream(list.getEnumConstants())
                .filter(value -> value.code().equals(code))
                .findFirst();
    }

    /** Every code of {@code list}, comma-separated, for a sentence that tells what would be right. */
    static <E extends Enum<E> & Coded> String all(Class<E> list) {
        return Arrays.stream(list.getEnumConstants()).map(Coded::code).collect(Collectors.joining(", "));
    }
}
