/**
 * Looks at agreements as a whole: what holds for every message that could be sent under them, and what changes between two
 * sets of them. Every answer comes from the engine that judges messages ({@code org.kivuko.agreement}); this package only
 * chooses the messages to ask it about. Pure functions: no clock, no I/O.
 */
package org.kivuko.analysis;
