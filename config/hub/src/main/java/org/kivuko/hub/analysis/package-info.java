/**
 * What is found out about a whole configuration folder: its faults, what it would change, what holds under it. The command
 * line and the operators' calls print the same documents from here.
 */
package org.kivuko.hub.analysis;
