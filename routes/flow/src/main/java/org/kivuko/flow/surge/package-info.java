/** What count is usual at a crossing, and the proposal of an alert for one that is not. */
package org.kivuko.flow.surge;
