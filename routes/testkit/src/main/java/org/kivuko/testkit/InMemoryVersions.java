package org.kivuko.testkit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kivuko.exchange.Memory;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MsgType;
import org.kivuko.testkit.InMemoryBatch.Message;

/** The versions of alerts that an {@link InMemoryLedger} holds. Guarded by the ledger. */
final class InMemoryVersions {
    private static final Set<MsgType> CHANGES = EnumSet.of(MsgType.UPDATE, MsgType.CANCEL);
    private static final Set<MsgType> VERSIONS = EnumSet.of(MsgType.ALERT, MsgType.UPDATE, MsgType.CANCEL);

    private InMemoryVersions() {}

    static Map<MessageKey, Memory.Versions> of(Map<MessageKey, Message> messages, Collection<MessageKey> asked) {
        List<Message> versions =
                messages.values().stream().filter(held -> is(held, VERSIONS)).toList();
        var found = new HashMap<MessageKey, Memory.Versions>();
        for (Message held : versions) {
            if (asked.contains(held.key)) {
                Set<Message> connected = connected(versions, held);
                connected.stream()
                        .flatMap(each -> each.header.sent().stream())
                        .max(Instant::compareTo)
                        .ifPresent(newest -> found.put(held.key, new Memory.Versions(first(connected), newest)));
            }
        }
        return found;
    }

    private static long first(Set<Message> connected) {
        return connected.stream().mapToLong(each -> each.no).min().orElseThrow();
    }

    private static Set<Message> connected(List<Message> versions, Message start) {
        var met = new LinkedHashSet<Message>();
        var next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            Message held = next.remove();
            if (met.add(held)) {
                versions.stream()
                        .filter(other -> changes(held, other) || changes(other, held))
                        .forEach(next::add);
            }
        }
        return met;
    }

    private static boolean changes(Message one, Message other) {
        return is(one, CHANGES) && one.header.references().contains(other.key);
    }

    private static boolean is(Message held, Set<MsgType> types) {
        return held.batch != null
                && held.header.msgType().filter(types::contains).isPresent();
    }
}
