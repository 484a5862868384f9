/** The whole hub, seen from outside. */
package org.kivuko.acceptance;
