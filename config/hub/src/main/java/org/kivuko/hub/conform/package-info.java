/**
 * The conformance kit: what a hub, or an agency's gateway that speaks the same calls, must do, tried from outside. A {@link
 * org.kivuko.hub.conform.Case} cites the sentence it holds to and works on plain HTTP and JSON alone: nothing of this hub's other
 * packages is used here, so that the kit cannot share the hub's mistakes.
 */
package org.kivuko.hub.conform;
