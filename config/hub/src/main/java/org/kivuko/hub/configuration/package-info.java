/**
 * The configuration folder, read strictly into records: every word is known and has an effect, or the load is refused with
 * every problem at once.
 */
package org.kivuko.hub.configuration;
