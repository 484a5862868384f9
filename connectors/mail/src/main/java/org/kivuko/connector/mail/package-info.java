/** Ways by which operators are told of alerts: e-mail and signed calls to targets that the configuration names. */
package org.kivuko.connector.mail;
