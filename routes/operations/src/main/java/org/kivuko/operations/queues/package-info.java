/** How full the queues are, how fast they fill and empty, and since when: pure functions over what the broker counts. */
package org.kivuko.operations.queues;
