package org.kivuko.testkit.junit;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.SearchOption;

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
                || AnnotationSupport.findAnnotation(
                                context.getRequiredTestClass(), LooksAway.class, SearchOption.INCLUDE_ENCLOSING_CLASSES)
                        .isPresent();
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
        return AnnotationSupport.findAnnotation(test, KivukoTest.class, SearchOption.INCLUDE_ENCLOSING_CLASSES)
                .orElseThrow(() -> new ExtensionConfigurationException("put @KivukoTest on " + test.getSimpleName()));
    }
}
