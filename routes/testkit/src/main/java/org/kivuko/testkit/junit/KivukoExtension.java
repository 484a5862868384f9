package org.kivuko.testkit.junit;

import java.lang.annotation.Annotation;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link KivukoTest} does: has a hub, empties it before each test, and asks after each test what became of its messages. */
final class KivukoExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    @Override
    public void beforeAll(ExtensionContext context) {
        hub(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        try {
            hub(context).begin(Hubs.begin(wanted(context.getRequiredTestClass())));
        } catch (HubNotStarted e) {
            throw new ExtensionConfigurationException(e.getMessage(), e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Optional<String> left = hub(context).end(context.getExecutionException().isPresent() || looksAway(context));
        left.ifPresent(sentence -> {
            throw new AssertionError(sentence);
        });
    }

    private static boolean looksAway(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), LooksAway.class)
                || onClass(context.getRequiredTestClass(), LooksAway.class).isPresent();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Kivuko.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return hub(context);
    }

    private static Kivuko hub(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        try {
            return Hubs.of(context).hub(wanted(test), test);
        } catch (HubNotStarted e) {
            throw new ExtensionConfigurationException(e.getMessage(), e);
        }
    }

    /** A nested class has the hub of the class around it, unless it asks for one of its own. */
    private static KivukoTest wanted(Class<?> test) {
        return onClass(test, KivukoTest.class)
                .orElseThrow(() -> new ExtensionConfigurationException("put @KivukoTest on " + test.getSimpleName()));
    }

    /** On the class, or on the nearest around it. */
    private static <A extends Annotation> Optional<A> onClass(Class<?> test, Class<A> wanted) {
        Optional<A> found = AnnotationSupport.findAnnotation(test, wanted);
        return found.isPresent() || test.getEnclosingClass() == null
                ? found
                : onClass(test.getEnclosingClass(), wanted);
    }
}
