/** TLS of the doors: read from PEM files, and read again while the hub runs. */
package org.kivuko.hub.tls;
