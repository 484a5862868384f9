package org.kivuko.testkit.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This test, or each of this class, may leave messages unasked after: it does not fail because something was posted and never looked
 * at, or delivered and not asserted.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface LooksAway {
    /** Why, for whoever reads the test. */
    String value();
}
