/** Sets the exits that one side of a crossing reports against the entries that the other side reports. */
package org.kivuko.flow.mirror;
