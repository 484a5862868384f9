/** Bundles: what travels between a hub and an agency on a stick, signed and closed. */
package org.kivuko.hub.stick;
