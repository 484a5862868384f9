/** Signed calls to targets that the configuration names: alerts for operators, deliveries and receipts for agencies. */
package org.kivuko.connector.webhook;
