/**
 * What makes an agreement count: the signatures of its parties on its canonical form, and the chain of signed acts that
 * follow. Knows neither files nor the database; whoever asks hands in texts, keys and instants.
 */
package org.kivuko.hub.signing;
