/** A small OpenID Connect provider for tests. */
package org.kivuko.testkit.oidc;
