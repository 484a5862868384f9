/** The agreements of a hub as they stand: from texts, signatures and recorded acts, and how they change while it runs. */
package org.kivuko.hub.life;
