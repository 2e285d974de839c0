package dev.muster.model;

import static com.tngtech.archunit.lang.SimpleConditionEvent.satisfied;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "dev.muster.model", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependsOnNothingButTheJdkAndJackson = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.muster.model..", "java..", "com.fasterxml.jackson..", "org.jspecify..")
            .because(
                    "each service, the command line and the trials stand on shared-model, and a framework here would be "
                            + "a framework everywhere: to comply, keep here the words (records, enums, pure functions) and move "
                            + "what needs Quarkus, Kafka or SQL to services/runtime, services/storage or the service that needs it");

    @ArchTest
    static final ArchRule everyPackageSaysWhatItIsAndThatNothingIsNull = classes()
            .should(liveInANullMarkedPackage())
            .because(
                    "NullAway checks only what is marked, and a package-info is where a reader begins: to comply, add a "
                            + "package-info.java with one sentence of Javadoc and @NullMarked, and write @Nullable where null is "
                            + "an answer");

    @ArchTest
    static final ArchRule packagesDoNotGoRoundInCircles = slices().matching("dev.muster.model.(*)..")
            .should()
            .beFreeOfCycles()
            .because(
                    "identity, hash, failure and topic are understood without the events that use them: to comply, move "
                            + "the type that both sides need to the side that needs less");

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info says @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                var home = item.getPackage();
                boolean marked = home.tryGetAnnotationOfType(NullMarked.class).isPresent();
                String message = item.getName() + " lives in " + home.getName() + ", which is "
                        + (marked ? "marked" : "not marked");
                events.add(marked ? satisfied(item, message) : violated(item, message));
            }
        };
    }
}
