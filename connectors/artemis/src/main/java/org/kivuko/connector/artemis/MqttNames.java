package org.kivuko.connector.artemis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is connected under which client id. A second one of the same account under the same id takes the place of the first, as
 * MQTT demands; an id never reaches beyond its account. Thread-safe.
 */
final class MqttNames {
    private record Name(String account, String clientId) {}

    private final Map<Name, MqttClient> clients = new ConcurrentHashMap<>();

    void take(String account, String clientId, MqttClient client) {
        MqttClient former = clients.put(new Name(account, clientId), client);
        if (former != null) {
            former.takenOver();
        }
    }

    void leave(String account, String clientId, MqttClient client) {
        clients.remove(new Name(account, clientId), client);
    }
}
