/** What operators are told without having to look: thresholds, alerts that begin and end, and notices of both. */
package org.kivuko.operations.watch;
