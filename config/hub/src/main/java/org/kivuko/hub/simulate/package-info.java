/**
 * Simulated neighbours: agencies that post, fetch and acknowledge at any hub over the documented calls, each in a manner that has a
 * name, and that say afterwards whether the hub did what it should.
 */
package org.kivuko.hub.simulate;
