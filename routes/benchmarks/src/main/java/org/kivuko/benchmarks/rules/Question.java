package org.kivuko.benchmarks.rules;

import org.kivuko.model.AlertType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
import org.kivuko.model.Severity;

/** May this alert go from an agency of one state to an agency of the other? Each agency has one role. */
record Question(Spec.Pair pair, Role sender, Role recipient, AlertType alertType, Purpose purpose, Severity severity) {}
