package org.kivuko.acceptance.second;

/** A rule of precedence turned round on purpose, to see that the comparison notices it. */
enum Slip {
    /** A permit that matches lets a message cross although a prohibit matches too. */
    PERMIT_BEATS_PROHIBIT,
    /** Of several permits the first says what is kept, instead of all of them together. */
    FIRST_PERMITS_FIELDS,
    /** Identity crosses for children and victims. */
    NO_IDENTITY_PROTECTION,
    /** Nobody looks for removed values in free text. */
    NO_SEARCH_IN_TEXTS,
    /** Of several misses the first gives the reason, instead of the nearest. */
    FIRST_MISS
}
