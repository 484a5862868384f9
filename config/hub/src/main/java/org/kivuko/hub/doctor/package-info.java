/** Looks at a machine before and while a hub runs on it, and says for each thing whether it is fine and what to do. Needs no network. */
package org.kivuko.hub.doctor;
