/** The HTTP door: what agencies and operators call. Knows form and order of the calls; judges nothing. */
package org.kivuko.connector.http;
