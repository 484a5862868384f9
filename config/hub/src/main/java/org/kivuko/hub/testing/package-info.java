/**
 * The hub in the JVM of a partner's test: what {@link org.kivuko.testkit.junit.HubProvider} asks for. Nothing of it runs in a hub in
 * service, whose class path has no testkit.
 */
package org.kivuko.hub.testing;
