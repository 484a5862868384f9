package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;

/** Says which analysis was asked for, or that the folder has faults. */
final class FakeAnalyses implements Analyses {
    List<Fault> faults = List.of();

    private static ObjectNode said(String what) {
        return JsonNodeFactory.instance.objectNode().put("asked", what);
    }

    private Reading<ObjectNode> read(String what) {
        return faults.isEmpty() ? new Reading.Accepted<>(said(what), List.of()) : new Reading.Refused<>(faults);
    }

    @Override
    public ObjectNode check() {
        return said("check");
    }

    @Override
    public Reading<ObjectNode> diff() {
        return read("diff");
    }

    @Override
    public Reading<ObjectNode> prove() {
        return read("prove");
    }

    @Override
    public ObjectNode proof() {
        return said("proof");
    }
}
