package org.kivuko.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.exchange.DeclaredEmergency;
import org.kivuko.exchange.EmergencyBook;
import org.kivuko.exchange.SealedContent;

/** Emergencies that live as long as the process. Thread-safe. */
public final class InMemoryEmergencies implements EmergencyBook {
    private final List<DeclaredEmergency> declared = new ArrayList<>();

    @Override
    public synchronized boolean declare(DeclaredEmergency emergency, SealedContent reason) {
        boolean open = declared.stream()
                .anyMatch(each -> each.rule().equals(emergency.rule())
                        && each.by().equals(emergency.by())
                        && each.holds(emergency.declaredAt()));
        return !open && declared.add(emergency);
    }

    @Override
    public synchronized boolean end(UUID id, String by, Instant at) {
        Optional<DeclaredEmergency> open = declared.stream()
                .filter(each -> each.id().equals(id) && each.holds(at))
                .findFirst();
        open.ifPresent(each -> declared.set(
                declared.indexOf(each),
                new DeclaredEmergency(id, each.rule(), each.by(), each.declaredAt(), each.until(), Optional.of(at))));
        return open.isPresent();
    }

    @Override
    public synchronized List<DeclaredEmergency> emergencies(Instant since) {
        return declared.stream().filter(each -> each.until().isAfter(since)).toList();
    }
}
