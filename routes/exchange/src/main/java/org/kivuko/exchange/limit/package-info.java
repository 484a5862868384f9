/** What nobody may exceed: quotas of agencies, as pure functions of an instant that is handed in, and who has used up how much. */
package org.kivuko.exchange.limit;
