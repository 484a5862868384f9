/** By what agencies and operators get in, as it lies in the folder of keys. */
package org.kivuko.hub.entry;
