package org.kivuko.acceptance;

import java.time.Clock;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives classes the hub that they share, for a start costs more than most tests: the shipped one ({@link TestHub}), the one
 * with parties at both doors ({@link TwoDoors.Parties}) or the one with traffic ({@link BusyBorder}). It is started for the first class that asks and stopped after the
 * last.
 */
final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == TestHub.class || type == TwoDoors.Parties.class || type == BusyBorder.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        if (type == BusyBorder.class) {
            return one(BusyBorder.class, any -> BusyBorder.fresh().begin().rest(), context);
        }
        return type == TestHub.class
                ? one(TestHub.class, any -> TestHub.start(Clock.systemUTC()), context)
                : one(TwoDoors.Parties.class, any -> TwoDoors.Parties.meet(), context);
    }

    /** The store closes what it holds at the end of all tests. */
    private static <T extends AutoCloseable> T one(
            Class<T> type, Function<Class<T>, T> start, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Shared.class))
                .getOrComputeIfAbsent(type, start, type);
    }
}
