/** Under which settings a hub does not start: rules with lasting codes, pure functions over what was found. */
package org.kivuko.operations.safety;
