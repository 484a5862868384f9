/** Pushing: what waits for an agency is brought to where its configuration says, in order, until it is taken. */
package org.kivuko.exchange.push;
