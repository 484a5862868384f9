/** Whether the hub's clock can be believed: it is held against others, and while it is doubted nobody is told the time. */
package org.kivuko.exchange.clock;
