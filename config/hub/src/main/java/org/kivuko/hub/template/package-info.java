/** Ready texts of agreements, which two states can adopt, change and sign. Pure functions over the resources of the program. */
package org.kivuko.hub.template;
