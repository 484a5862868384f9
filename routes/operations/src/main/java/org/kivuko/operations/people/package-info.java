/** Who operates the hub: rights, roles, scope, sign-in, and the book of what they did. */
package org.kivuko.operations.people;
