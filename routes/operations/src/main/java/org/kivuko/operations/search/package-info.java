/** What operators look for in the ledger: lists, facets, the life of a message, and its content for those who may open it. */
package org.kivuko.operations.search;
