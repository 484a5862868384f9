/** Faults: a hub as a process, struck again and again, and the agencies around it that write down what they saw. */
package org.kivuko.acceptance.kill;
