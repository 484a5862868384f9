package org.kivuko.connector.planted.one;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.kivuko.connector.planted.two.Accomplice;
import org.kivuko.exchange.Outlet;
import org.kivuko.exchange.Parcel;

/** Breaks the rules on purpose: a second exit, a second reader of JSON, another connector, a nameless exception. */
public final class Smuggler {
    void pass(Outlet outlet, List<Parcel> parcels) {
        parcels.forEach(outlet::send);
    }

    Object read(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json);
    }

    void fail() {
        throw new RuntimeException(new Accomplice().name());
    }
}
