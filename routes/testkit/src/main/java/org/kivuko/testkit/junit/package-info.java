/**
 * A hub in the JVM of a test: {@link org.kivuko.testkit.junit.KivukoTest} and what a test says to it. The hub itself is found as a
 * service ({@link org.kivuko.testkit.junit.HubProvider}): nothing here knows how it is made.
 */
package org.kivuko.testkit.junit;
