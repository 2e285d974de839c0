package dev.muster.status.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.runtime.problem.ProblemException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceOrderTest {

    @ParameterizedTest
    @CsvSource({
        ",               d.registered_at, d.submitted_at,  ' order by d.registered_at desc, d.device_id desc'",
        "-registered-at, d.registered_at, d.submitted_at,  ' order by d.registered_at desc, d.device_id desc'",
        "registeredAt,   d.registered_at, d.submitted_at,  ' order by d.registered_at asc, d.device_id asc'",
        "serial-number,  d.serial_normal, d.serial_normal, ' order by d.serial_normal asc, d.device_id asc'",
        "-serialNumber,  d.serial_normal, d.serial_normal, ' order by d.serial_normal desc, d.device_id desc'",
    })
    void ordersByTimeOrSerialNumberBothWaysNewestFirstUnlessAsked(
            String sort, String owned, String open, String orderBy) {
        var order = DeviceOrder.of(sort);

        assertThat(order.indexed()).isTrue();
        assertThat(order.column(DevicePart.OWNED)).isEqualTo(owned);
        assertThat(order.column(DevicePart.OPEN)).isEqualTo(open);
        assertThat(order.orderBy(DevicePart.OWNED)).isEqualTo(orderBy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state",
                "manufacturer",
                "model",
                "assignedUser",
                "last-user",
                "-lastSeenAt",
                "order-id",
                "purchaseId",
                "group-tag",
                "-registered-by",
                "ageMonths",
                "registration-id",
                "deviceId",
                "on-behalf-of",
                "failure",
                "failure.code",
                "-warnings",
                "description"
            })
    void ordersByAnyOtherColumnWithoutAnIndex(String sort) {
        assertThat(DeviceOrder.of(sort).indexed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "colour", "--serial-number", "+serial-number", "-", "size"})
    void refusesAnyOtherOrder(String sort) {
        assertThatThrownBy(() -> DeviceOrder.of(sort))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("sort has to be one of registered-at, serial-number, ");
    }

    @ParameterizedTest
    @CsvSource({
        "serial-number,  0, OWNED, >",
        "serial-number,  1, OPEN,  >",
        "serial-number,  0, OPEN,  >=",
        "serial-number,  1, OWNED, >",
        "-serial-number, 0, OWNED, <",
        "-serial-number, 0, OPEN,  <=",
        "-serial-number, 1, OWNED, <",
    })
    void goesOnBehindAPlace(String sort, int kind, DevicePart part, String sign) {
        var order = DeviceOrder.of(sort);

        assertThat(order.behind(part, place(order, "sn 1", kind)))
                .isEqualTo(" and (d.serial_normal, d.device_id) " + sign
                        + " (cast(:key as text) collate \"C\", cast(:id as uuid))");
        assertThat(order.behind(part, null)).isEmpty();
    }

    @Test
    void readsThePlaceThatItWrites() {
        var place = place(DeviceOrder.of("-serial-number"), "sn\n1", 1);

        assertThat(Place.parse(place.toString())).isEqualTo(place);
    }

    @Test
    void sortsPlacesAsTheDatabaseDoes() {
        var upwards = DeviceOrder.of("serial-number");
        var first = place(upwards, "a\uffee", 1);
        var second = place(upwards, "a\ud83d\ude00", 0);
        var same = place(upwards, "a\ud83d\ude00", 1);

        assertThat(Stream.of(same, second, first).sorted(Place.comparator(upwards)))
                .containsExactly(first, second, same);
        assertThat(Stream.of(same, second, first).sorted(Place.comparator(DeviceOrder.of("-serial-number"))))
                .containsExactly(second, same, first);
    }

    @Test
    void goesOnInItsOwnOrderOnly() {
        var place = place(DeviceOrder.of("serial-number"), "sn 1", 0);

        assertThat(place.in(DeviceOrder.of("serialNumber"))).isEqualTo(place);
        assertThatThrownBy(() -> place.in(DeviceOrder.of("-serial-number"))).isInstanceOf(ProblemException.class);
    }

    private static Place place(DeviceOrder order, String key, int kind) {
        return new Place(order.name(), key, "a4fd8ead-5648-51d2-92e8-37e95ff36708", kind);
    }
}
