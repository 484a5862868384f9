/** People who sign in with OpenID Connect: the hub as a client of one provider. */
package org.kivuko.connector.http.oidc;
