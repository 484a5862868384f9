package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is shown to fail on classes that were planted to break it. */
class ArchitectureRulesCanFailTest {
    private static final JavaClasses PLANTED = new ClassFileImporter()
            .importPackages("org.kivuko.agreement.planted", "org.kivuko.connector.planted", "org.kivuko.flow.planted");

    static Stream<ArchRule> rules() {
        return Stream.of(
                ArchitectureTest.routesKnowNobody,
                ArchitectureTest.connectorsDoNotKnowTheHub,
                ArchitectureTest.agreementsAreJudgedWithoutClock,
                ArchitectureTest.agreementsAreJudgedWithoutInputOutputOrCamel,
                ArchitectureTest.flowsAreComparedWithoutClock,
                ArchitectureTest.flowsAreComparedByPureFunctions,
                ArchitectureTest.jsonIsReadInOnePlace,
                ArchitectureTest.oneClassMakesJsonReaders,
                ArchitectureTest.oneClassMakesXmlReaders,
                ArchitectureTest.oneClassReadsYaml,
                ArchitectureTest.nobodyReadsSerialisedObjects,
                ArchitectureTest.noPlainRuntimeException,
                ArchitectureTest.oneClassSendsToAnInbox,
                ArchitectureTest.onlyATestEmptiesAHub,
                ArchitectureTest.onlyATestEmptiesTheBroker);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsWhatWasPlanted(ArchRule rule) {
        assertThat(rule.evaluate(PLANTED).hasViolation()).isTrue();
    }
}
