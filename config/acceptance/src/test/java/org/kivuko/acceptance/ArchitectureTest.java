package org.kivuko.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.TokenStreamFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.postgres.LedgerOfTests;
import org.kivuko.exchange.Outlet;
import org.kivuko.exchange.Releaser;
import org.kivuko.hub.HubForTests;

/** What the modules cannot see of each other is refused by the build; these are the rules that modules alone cannot keep. */
@AnalyzeClasses(packages = "org.kivuko", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** What a table's columns mean is an operator's own file, read by a command of his before anything is posted; it has limits of its own. */
    private static final String YAML_OF_TABLES = "org.kivuko.connector.files.FlowMap";

    /** The conformance kit reads answers with a reader of its own: with the hub's it would share the hub's mistakes. */
    private static final String JSON_OF_TRIALS = "org.kivuko.hub.conform.Json";

    @ArchTest
    static final ArchRule routesKnowNobody = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.kivuko.model..",
                    "org.kivuko.agreement..",
                    "org.kivuko.flow..",
                    "org.kivuko.exchange..",
                    "org.kivuko.operations..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.kivuko.connector..", "org.kivuko.hub..")
            .because("routes/ knows nobody: declare a port in routes/ and implement it in connectors/");

    @ArchTest
    static final ArchRule connectorsDoNotKnowTheHub = noClasses()
            .that()
            .resideInAPackage("org.kivuko.connector..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.kivuko.hub..")
            .because("config/hub hands in what a connector needs");

    @ArchTest
    static final ArchRule connectorsDoNotKnowEachOther = slices().matching("org.kivuko.connector.(*)..")
            .should()
            .notDependOnEachOther()
            .because("each connector is for one kind of counterpart");

    @ArchTest
    static final ArchRule agreementsAreJudgedWithoutClock = classes()
            .that()
            .resideInAPackage("org.kivuko.agreement..")
            .should(neverAskTheClock())
            .because("a message is judged as of the instant that the caller hands in");

    @ArchTest
    static final ArchRule agreementsAreJudgedWithoutInputOutputOrCamel = noClasses()
            .that()
            .resideInAPackage("org.kivuko.agreement..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.nio..",
                    "java.net..",
                    "java.sql..",
                    "org.apache.camel..",
                    "jakarta..",
                    "org.slf4j..")
            .because("a ruling is a pure function: the same answer today, in a dry run and at an audit in three years");

    @ArchTest
    static final ArchRule flowsAreComparedWithoutClock = classes()
            .that()
            .resideInAPackage("org.kivuko.flow..")
            .should(neverAskTheClock())
            .because("what was late, lasting or unmatched is so as of the instant that the caller hands in");

    @ArchTest
    static final ArchRule flowsAreComparedByPureFunctions = classes()
            .that()
            .resideInAPackage("org.kivuko.flow..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.kivuko.flow..",
                    "org.kivuko.agreement..",
                    "org.kivuko.model..",
                    "java.lang..",
                    "java.nio.charset..",
                    "java.security..",
                    "java.text..",
                    "java.time..",
                    "java.util..",
                    "javax.crypto..")
            .because("a joint report is made again from the ledger and has to come out the same");

    @ArchTest
    static final ArchRule jsonIsReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages("org.kivuko.model..")
            .and()
            .doNotHaveFullyQualifiedName(JSON_OF_TRIALS)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ObjectMapper.class, ObjectReader.class, JsonFactory.class, JsonParser.class)
            .because("org.kivuko.model reads JSON strictly; a second reader would be a second opinion");

    @ArchTest
    static final ArchRule oneClassMakesJsonReaders = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.kivuko.model.StrictJson")
            .and()
            .doNotHaveFullyQualifiedName(YAML_OF_TABLES)
            .and()
            .doNotHaveFullyQualifiedName(JSON_OF_TRIALS)
            .should()
            .dependOnClassesThat(JavaClass.Predicates.assignableTo(ObjectMapper.class)
                    .or(JavaClass.Predicates.assignableTo(TokenStreamFactory.class)))
            .because("org.kivuko.model.StrictJson has the limits; another factory would have none");

    @ArchTest
    static final ArchRule oneClassMakesXmlReaders = noClasses()
            .that()
            .haveNameNotMatching("org\\.kivuko\\.model\\.(cap|xml)\\.Hardened\\w+")
            .should()
            .dependOnClassesThat(nameOneOf(
                    "javax.xml.stream.XMLInputFactory",
                    "javax.xml.parsers.DocumentBuilderFactory",
                    "javax.xml.parsers.SAXParserFactory",
                    "javax.xml.transform.TransformerFactory",
                    "javax.xml.validation.SchemaFactory",
                    "javax.xml.xpath.XPathFactory",
                    "org.xml.sax.helpers.XMLReaderFactory",
                    "java.beans.XMLDecoder"))
            .because("HardenedXml fetches nothing, expands nothing and has limits; the JDK's own defaults do neither");

    @ArchTest
    static final ArchRule oneClassReadsYaml = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.kivuko.hub.configuration.YamlReader")
            .and()
            .doNotHaveFullyQualifiedName(YAML_OF_TABLES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.yaml.snakeyaml..", "com.fasterxml.jackson.dataformat.yaml..")
            .because("YamlReader knows no alias, no tag and no type; a second reader would");

    @ArchTest
    static final ArchRule nobodyReadsSerialisedObjects = noClasses()
            .should()
            .dependOnClassesThat(nameOneOf("java.io.ObjectInputStream", "jakarta.jms.ObjectMessage"))
            .because("who writes the bytes of an object chooses the code that reads them");

    @ArchTest
    static final ArchRule noPlainRuntimeException = noClasses()
            .should()
            .callConstructorWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                    com.tngtech.archunit.core.domain.properties.HasName.Predicates.name(
                                            RuntimeException.class.getName())))
                    .and(DescribedPredicate.describe(
                            "outside of a subclass's constructor",
                            call -> !call.getOriginOwner().isAssignableTo(RuntimeException.class))))
            .because("an exception has a name that says what happened");

    @ArchTest
    static final ArchRule routeBuildersLiveWithTheRoutes = classes()
            .that()
            .areAssignableTo(RouteBuilder.class)
            .should()
            .resideInAnyPackage("org.kivuko.exchange..", "org.kivuko.connector..")
            .because("routes/ says what happens to a message, connectors/ how it comes and goes");

    @ArchTest
    static final ArchRule oneClassSendsToAnInbox = classes()
            .should(neverUse(Outlet.class, "send", Releaser.class))
            .because("every message takes one exit; what is not recorded is not released");

    @ArchTest
    static final ArchRule onlyATestEmptiesAHub = noClasses()
            .that(DescribedPredicate.not(nameOneOf(HubForTests.class.getName(), LedgerOfTests.class.getName())))
            .and()
            .resideOutsideOfPackage("org.kivuko.hub.testing..")
            .should()
            .dependOnClassesThat(nameOneOf(HubForTests.class.getName(), LedgerOfTests.class.getName()))
            .because("what was accepted is never thrown away in service");

    @ArchTest
    static final ArchRule onlyATestEmptiesTheBroker = classes()
            .should(neverUse(EmbeddedBroker.class, "throwAwayAll", HubForTests.class))
            .because("what was accepted is never thrown away in service");

    private static DescribedPredicate<JavaClass> nameOneOf(String... names) {
        Set<String> all = Set.of(names);
        return DescribedPredicate.describe("are one of " + all, type -> all.contains(type.getName()));
    }

    private static ArchCondition<JavaClass> neverAskTheClock() {
        Set<String> questions = Set.of("now", "instant", "millis", "currentTimeMillis", "nanoTime");
        return neverUse(
                "ask the clock",
                (type, use) -> questions.contains(use.getTarget().getName())
                        && (use.getTargetOwner().getPackageName().startsWith("java.time")
                                || use.getTargetOwner().isEquivalentTo(System.class)));
    }

    private static ArchCondition<JavaClass> neverUse(Class<?> owner, String method, Class<?> exceptIn) {
        return neverUse(
                "use " + owner.getSimpleName() + "." + method,
                (type, use) -> use.getTargetOwner().isEquivalentTo(owner)
                        && use.getTarget().getName().equals(method)
                        && !type.isEquivalentTo(exceptIn));
    }

    /** Calls and method references alike. */
    private static ArchCondition<JavaClass> neverUse(
            String what, BiPredicate<JavaClass, JavaCodeUnitAccess<?>> forbidden) {
        return new ArchCondition<>("not " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
                        .filter(use -> forbidden.test(type, use))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
            }
        };
    }
}
