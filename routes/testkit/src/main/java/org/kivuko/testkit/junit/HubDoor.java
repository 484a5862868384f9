package org.kivuko.testkit.junit;

/** Where a partner's system reaches a hub. */
public enum HubDoor {
    HTTP,
    AMQP,
    STOMP,
    MQTT
}
