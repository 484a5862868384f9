package org.kivuko.testkit.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class with a hub: the real one, with an embedded broker and an embedded ledger, on ports of its own, which a parameter of type
 * {@link Kivuko} shows to tests and to {@code @BeforeEach} methods. It is started once for each configuration of a JVM and emptied before
 * each test. Test classes with a hub never run at the same time as each other, whatever JUnit is told.
 *
 * <p>What is named in {@link #agreements}, {@link #states} and {@link #settings} is a text of more than one line, or else a file or a
 * folder: on the class path, first seen from the package of the test, or on disk, seen from where the test was started.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(KivukoExtension.class)
@ResourceLock("org.kivuko.testkit.junit")
public @interface KivukoTest {
    /** The agreements: each a text, a file or a folder with what lies beside them. None: those that come with the hub. */
    String[] agreements() default {};

    /**
     * The states and their crossings, likewise. None: the seven that come with the hub. With states of its own a test has no agreements
     * but its own.
     */
    String[] states() default {};

    /** The text, or the file, of {@code hub.yaml}: quotas and the like. Nobody has to sign agreements unless it says so. */
    String settings() default "";

    /**
     * When each test begins, for example {@code 2026-11-24T08:00:00Z}: the hub's clock stands there until the test moves it. Empty: it is
     * the machine's, until the test moves it, and goes on from there.
     */
    String at() default "";
}
