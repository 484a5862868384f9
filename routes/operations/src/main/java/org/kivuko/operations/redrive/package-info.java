/** Copies that failed: what they failed of, and how they are sent through the hub again. */
package org.kivuko.operations.redrive;
