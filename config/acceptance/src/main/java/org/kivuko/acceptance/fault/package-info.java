/** What is done to a hub from outside its processes: to its disk, to its connections, and to its own sources. */
package org.kivuko.acceptance.fault;
