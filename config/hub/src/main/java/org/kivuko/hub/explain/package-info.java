/**
 * Says in words why a message gets the ruling that it gets. Judges nothing itself: what every rule said comes from the
 * agreements. Pure functions; what they print shows the message and is for the operator who holds it.
 */
package org.kivuko.hub.explain;
