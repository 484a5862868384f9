/**
 * Agreements in ODRL 2.2, for lawyers and for programs that know that language. An export alone: the hub never reads it, since
 * reciprocity, reduction and protections are beyond what ODRL can say. Pure functions.
 */
package org.kivuko.hub.odrl;
