package dev.muster.status.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.runtime.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceFilterTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private static final DeviceOrder NEWEST = DeviceOrder.of(null);
    private static final DeviceOrder BY_SERIAL = DeviceOrder.of("serial-number");

    private final DeviceFilter filter = new DeviceFilter("contoso", NOW);

    @Test
    void asksForEverythingOfTheTenantWithoutConditions() {
        filter.state(null)
                .orderId(null)
                .purchaseId(null)
                .registrationId(null)
                .serialNumber(null)
                .text(null)
                .text(" ");

        assertThat(filter.exact()).isEmpty();
        assertThat(filter.parts(NEWEST)).containsExactly(DevicePart.READY, DevicePart.USED, DevicePart.OPEN);
        assertThat(filter.parts(BY_SERIAL)).containsExactly(DevicePart.OWNED, DevicePart.OPEN);
        assertThat(DevicePart.values()).allMatch(part -> filter.searched(part).isEmpty());
        assertThat(filter.parameters()).containsOnlyKeys("tenant", "kept", "active");
    }

    @ParameterizedTest
    @CsvSource({
        "registration-pending, OPEN,  OPEN,  ' and d.outcome = 0'",
        "registration-failed,  OPEN,  OPEN,  ' and d.outcome > 0'",
        "ready-for-user,       READY, OWNED, ' and d.last_seen_at is null'",
    })
    void looksOnlyWhereAStateCanBe(String state, DevicePart newest, DevicePart bySerial, String condition) {
        filter.state(state);

        assertThat(filter.parts(NEWEST)).containsExactly(newest);
        assertThat(filter.parts(BY_SERIAL)).containsExactly(bySerial);
        assertThat(filter.searched(bySerial)).isEqualTo(condition);
    }

    @Test
    void needsNoConditionWhereThePartSaysTheState() {
        assertThat(filter.state("ready-for-user").searched(DevicePart.READY)).isEmpty();
    }

    @Test
    void drawsTheLineBetweenActiveAndInactiveSevenDaysAgo() {
        filter.state("active");

        assertThat(filter.searched(DevicePart.USED)).startsWith(" and d.last_seen_at > ");
        assertThat(filter.parameters())
                .containsEntry("active", NOW.minus(Duration.ofDays(7)).toEpochMilli());
        assertThat(new DeviceFilter("contoso", NOW).state("inactive").searched(DevicePart.USED))
                .startsWith(" and d.last_seen_at <= ");
    }

    @Test
    void asksAnIndexForThreeCharactersAndMore() {
        assertThat(filter.text("ab").searched(DevicePart.OWNED)).doesNotContain("grams");
        assertThat(filter.text("abc").searched(DevicePart.OWNED)).contains("d.serial_grams @> ");
        assertThat(filter.searched(DevicePart.OPEN)).doesNotContain("grams", "last_user");
    }

    @Test
    void tellsOneOrTwoCharactersFromMore() {
        assertThat(filter.isShort()).isFalse();
        assertThat(filter.text("ab").isShort()).isTrue();
        assertThat(filter.text("abc").isShort()).isFalse();
    }

    @Test
    void leavesOutWhatIsBlank() {
        filter.state("")
                .orderId(" ")
                .purchaseId("")
                .serialNumber("  ")
                .registrationId("")
                .text(" ");

        assertThat(filter.exact()).isEmpty();
        assertThat(filter.isSearchedIn(DevicePart.OWNED)).isFalse();
    }

    @Test
    void comparesASerialNumberInItsNormalForm() {
        assertThat(filter.serialNumber("  SN  1 ").parameters()).containsEntry("serial", "sn 1");
    }

    @Test
    void takesWhatIsSearchedForLiterally() {
        assertThat(filter.text("50%_A\\").parameters())
                .containsEntry("begin", "50\\%\\_a\\\\%")
                .containsEntry("part", "%50\\%\\_a\\\\%");
    }

    @Test
    void neverPutsWhatIsAskedForIntoTheStatement() {
        String evil = "'; drop table device; --";
        var registration = UUID.randomUUID().toString();
        filter.orderId(evil).purchaseId(evil).serialNumber(evil).text(evil).registrationId(registration);

        assertThat(filter.exact() + filter.searched(DevicePart.OWNED) + filter.searched(DevicePart.OPEN))
                .doesNotContain("drop", registration);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("state", f -> f.state("registered")),
                refused("registrationId", f -> f.registrationId("1")),
                refused("orderId", f -> f.orderId("a\0b")),
                refused("purchaseId", f -> f.purchaseId("\0")),
                refused("serialNumber", f -> f.serialNumber("\0")),
                refused("q", f -> f.text("\0")));
    }

    private static Arguments refused(String name, UnaryOperator<DeviceFilter> asked) {
        return Arguments.of(name, asked);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatNoDeviceCanHave(String name, UnaryOperator<DeviceFilter> asked) {
        assertThatThrownBy(() -> asked.apply(filter))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400))
                .hasMessageContaining(name);
    }
}
