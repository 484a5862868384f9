/** The operators' pages in a real browser. */
package org.kivuko.acceptance.console;
