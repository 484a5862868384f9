/** Under which settings a hub does not start: the catalogue of all rules, and what is looked at in this process and its folders. */
package org.kivuko.hub.safety;
