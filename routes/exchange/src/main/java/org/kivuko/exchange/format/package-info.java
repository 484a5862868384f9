/** The forms in which messages come in and go out: each a {@link org.kivuko.exchange.format.Format}, listed in one place. */
package org.kivuko.exchange.format;
