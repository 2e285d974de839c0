package dev.muster.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** The rules of the architecture that each service keeps; each says how to comply. */
public final class HouseRules {

    private static final List<String> SERVICES = List.of("ingest", "validator", "claim", "status", "operations");

    private HouseRules() {}

    /**
     * Checks the main classes of a service.
     *
     * @param service as its package is named
     * @param decisions the packages that decide: pure functions
     */
    public static void check(String service, String... decisions) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.muster." + service);
        String[] others = SERVICES.stream()
                .filter(other -> !other.equals(service))
                .map(other -> "dev.muster." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services meet on topics only: put what two of them mean alike into shared-model")
                .check(classes);
        if (decisions.length > 0) {
            checkDecisions(classes, decisions);
        }
        slices().matching("dev.muster." + service + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because(
                        "a reader starts somewhere: move what both need into one of them, or into a package of its own")
                .check(classes);
        ArchRuleDefinition.classes()
                .should(new NullMarkedPackage())
                .because("each package has a front door: add a package-info.java with a sentence and @NullMarked")
                .check(classes);
    }

    private static void checkDecisions(JavaClasses classes, String... decisions) {
        noClasses()
                .that()
                .resideInAnyPackage(decisions)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "java.sql..",
                        "org.hibernate..",
                        "jakarta..",
                        "io.quarkus..",
                        "io.smallrye..",
                        "io.vertx..",
                        "dev.muster.runtime..",
                        "dev.muster.storage..")
                .because("a decision must be testable without a container: take values and return values,"
                        + " and leave Kafka, SQL, CDI and Mutiny to the stage")
                .check(classes);
        noClasses()
                .that()
                .resideInAnyPackage(decisions)
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.time.Clock.class)
                .because("the same facts must give the same decision: take the time as an argument")
                .check(classes);
    }

    private static final class NullMarkedPackage extends ArchCondition<JavaClass> {

        NullMarkedPackage() {
            super("be in a @NullMarked package");
        }

        @Override
        public void check(JavaClass item, ConditionEvents events) {
            boolean marked = item.getPackage()
                    .tryGetPackageInfo()
                    .map(info -> info.isAnnotatedWith(NullMarked.class))
                    .orElse(false);
            if (!marked) {
                events.add(SimpleConditionEvent.violated(item, item.getFullName() + " is not"));
            }
        }
    }
}
