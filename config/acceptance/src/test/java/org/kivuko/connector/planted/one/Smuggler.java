package org.kivuko.connector.planted.one;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.planted.two.Accomplice;
import org.kivuko.connector.postgres.LedgerOfTests;
import org.kivuko.exchange.Outlet;
import org.kivuko.exchange.Parcel;

/**
 * Breaks the rules on purpose: a second exit, second readers of JSON, XML, YAML and objects, another connector, an emptied hub, a
 * nameless exception.
 */
public final class Smuggler {
    void pass(Outlet outlet, List<Parcel> parcels) {
        parcels.forEach(outlet::send);
    }

    void empty(EmbeddedBroker broker, LedgerOfTests ledger) throws Exception {
        if (broker.throwAwayAll()) {
            ledger.empty();
        }
    }

    Object read(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json);
    }

    Object readXml(InputStream xml) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(xml);
    }

    Object readYaml(String yaml) throws JsonProcessingException {
        return new YAMLMapper().readTree(yaml);
    }

    Object readObject(InputStream bytes) throws Exception {
        return new ObjectInputStream(bytes).readObject();
    }

    void fail() {
        throw new RuntimeException(new Accomplice().name());
    }
}
