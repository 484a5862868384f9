/** What one shift leaves to the next, who is on call at each agency, and when something stands still on purpose. */
package org.kivuko.operations.shift;
