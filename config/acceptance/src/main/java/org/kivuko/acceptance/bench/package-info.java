/** Measurements of the whole hub against what it is built of, on the same broker, the same disk and in the same run. */
package org.kivuko.acceptance.bench;
