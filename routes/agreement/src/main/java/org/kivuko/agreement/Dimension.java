package org.kivuko.agreement;

import java.util.Optional;
import org.kivuko.model.Coded;
import org.kivuko.model.FlowReport.Cell;

/** A way in which a flow report breaks its counts down; the word is that of the member of a cell. */
public enum Dimension implements Coded {
    NATIONALITY("nationality"),
    SEX("sex"),
    AGE_BAND("ageBand"),
    CATEGORY("category"),
    TRANSPORT("transport"),
    PURPOSE("purpose");

    /** The value of a dimension in a cell that counts over all its values. */
    public static final String TOTAL = "_T";

    private final String code;

    Dimension(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** Where a cell stands in this dimension; empty where its report does not use it. */
    public Optional<String> of(Cell cell) {
        return switch (this) {
            case NATIONALITY -> cell.nationality();
            case SEX -> cell.sex();
            case AGE_BAND -> cell.ageBand();
            case CATEGORY -> cell.category();
            case TRANSPORT -> cell.transport();
            case PURPOSE -> cell.purpose();
        };
    }
}
