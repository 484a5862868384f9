package org.kivuko.connector.http;

/** Who may make a call. */
enum Access {
    /** Everybody. */
    OPEN,
    /** Every agency and operator. */
    CALLER,
    AGENCY,
    /** Operators, each with the right that the route names. */
    OPERATOR,
    /** Without a key from the hub's own machine, where operators may say who they are; from elsewhere operators alone. */
    LOCAL,
    /** Without a key where the door is bound to the hub's own machine alone; else operators, also by a browser's dialogue. */
    PAGES
}
