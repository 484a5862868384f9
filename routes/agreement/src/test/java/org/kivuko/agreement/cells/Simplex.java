package org.kivuko.agreement.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The greatest value of a linear form over numbers that are not negative and satisfy equations: the simplex method in two
 * phases, with Bland's rule, so that it ends. A small tool for tests; the library at hand gave wrong maxima.
 */
final class Simplex {
    private static final double NEAR = 1e-9;

    private final List<double[]> rows = new ArrayList<>();
    private final List<Integer> basis = new ArrayList<>();
    private final int variables;
    private boolean unbounded;

    private Simplex(int variables) {
        this.variables = variables;
    }

    /** Where the form is greatest. */
    record Result(double[] point, boolean isUnbounded) {}

    /**
     * @param equations the factors, and last what they add up to
     * @return empty where nothing satisfies the equations; where the form grows without bound, any point that does
     */
    static Optional<Result> greatest(List<double[]> equations, double[] form) {
        var simplex = new Simplex(form.length);
        simplex.begin(equations);
        if (!simplex.isFeasible()) {
            return Optional.empty();
        }
        simplex.dropArtificial();
        simplex.climb(form, simplex.variables);
        return Optional.of(new Result(simplex.point(), simplex.unbounded));
    }

    private void begin(List<double[]> equations) {
        int all = variables + equations.size();
        for (int i = 0; i < equations.size(); i++) {
            var equation = equations.get(i);
            double sign = equation[variables] < 0 ? -1 : 1;
            var row = new double[all + 1];
            for (int j = 0; j < variables; j++) {
                row[j] = sign * equation[j];
            }
            row[variables + i] = 1;
            row[all] = sign * equation[variables];
            rows.add(row);
            basis.add(variables + i);
        }
    }

    private boolean isFeasible() {
        var form = new double[variables + rows.size()];
        Arrays.fill(form, variables, form.length, -1);
        climb(form, form.length);
        for (int i = 0; i < rows.size(); i++) {
            if (basis.get(i) >= variables && last(rows.get(i)) > 1e-7) {
                return false;
            }
        }
        return true;
    }

    /** What is artificial leaves, with its row where the row says nothing more. */
    private void dropArtificial() {
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (basis.get(i) >= variables) {
                int column = 0;
                while (column < variables && Math.abs(rows.get(i)[column]) < 1e-7) {
                    column++;
                }
                if (column < variables) {
                    pivot(i, column);
                } else {
                    rows.remove(i);
                    basis.remove(i);
                }
            }
        }
    }

    private void climb(double[] form, int columns) {
        for (int column = entering(form, columns); column >= 0; column = entering(form, columns)) {
            int row = leaving(column);
            if (row < 0) {
                unbounded = true;
                return;
            }
            pivot(row, column);
        }
    }

    /** The first column by which the form still grows. */
    private int entering(double[] form, int columns) {
        for (int j = 0; j < columns; j++) {
            double gain = form[j];
            for (int i = 0; i < rows.size(); i++) {
                int basic = basis.get(i);
                gain -= basic < form.length ? form[basic] * rows.get(i)[j] : 0;
            }
            if (gain > NEAR && !basis.contains(j)) {
                return j;
            }
        }
        return -1;
    }

    private int leaving(int column) {
        int leaving = -1;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (row[column] > NEAR) {
                double ratio = last(row) / row[column];
                boolean tie = leaving >= 0 && Math.abs(ratio - least) < NEAR;
                if (tie ? basis.get(i) < basis.get(leaving) : ratio < least) {
                    leaving = i;
                    least = ratio;
                }
            }
        }
        return leaving;
    }

    private void pivot(int row, int column) {
        var pivot = rows.get(row);
        double by = pivot[column];
        for (int j = 0; j < pivot.length; j++) {
            pivot[j] /= by;
        }
        for (var other : rows) {
            double times = other[column];
            if (other != pivot && times != 0) {
                for (int j = 0; j < other.length; j++) {
                    other[j] -= times * pivot[j];
                }
            }
        }
        basis.set(row, column);
    }

    private static double last(double[] row) {
        return row[row.length - 1];
    }

    private double[] point() {
        var point = new double[variables];
        for (int i = 0; i < rows.size(); i++) {
            if (basis.get(i) < variables) {
                point[basis.get(i)] = last(rows.get(i));
            }
        }
        return point;
    }
}
