/** Flow reports as tables of SDMX-CSV; {@code config/schemas/SDMX.md}. */
package org.kivuko.exchange.format.sdmx;
