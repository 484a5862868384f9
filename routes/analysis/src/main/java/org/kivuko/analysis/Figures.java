package org.kivuko.analysis;

/** What the figures of a flow report show. */
enum Figures {
    /** Nobody stands out: large counts. */
    PLAIN,
    /** People under protection are counted by themselves. */
    WITH_PROTECTION,
    /** A count by nationality is so small that it tells of single persons. */
    SMALL
}
