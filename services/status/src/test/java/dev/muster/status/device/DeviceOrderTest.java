package dev.muster.status.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.runtime.problem.ProblemException;
import dev.muster.status.device.DeviceQueries.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceOrderTest {

    @ParameterizedTest
    @CsvSource({
        ",               d.registered_at, s.submitted_at,  desc",
        "-registered-at, d.registered_at, s.submitted_at,  desc",
        "registered-at,  d.registered_at, s.submitted_at,  asc",
        "serial-number,  d.serial_normal, s.serial_normal, asc",
        "-serial-number, d.serial_normal, s.serial_normal, desc",
    })
    void ordersByTimeOrSerialNumberBothWaysNewestFirstUnlessAsked(
            String sort, String owned, String open, String direction) {
        var order = DeviceOrder.of(sort);

        assertThat(order.owned()).isEqualTo(owned);
        assertThat(order.open()).isEqualTo(open);
        assertThat(order.direction()).isEqualTo(direction);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "model", "--serial-number", "+serial-number", "serialNumber", "Registered-At"})
    void refusesAnyOtherOrder(String sort) {
        assertThatThrownBy(() -> DeviceOrder.of(sort))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("sort has to be registered-at or serial-number");
    }

    @ParameterizedTest
    @CsvSource({
        "serial-number,  true,  false, ' and (c, i) > (cast(:key as text), cast(:id as text))'",
        "-serial-number, true,  false, ' and (c, i) < (cast(:key as text), cast(:id as text))'",
        "serial-number,  false, true,  ' and c >= cast(:key as text)'",
        "serial-number,  false, false, ' and c > cast(:key as text)'",
        "-serial-number, false, true,  ' and c <= cast(:key as text)'",
        "-serial-number, false, false, ' and c < cast(:key as text)'",
    })
    void goesOnBehindAPlace(String sort, boolean sameKind, boolean laterKind, String condition) {
        assertThat(DeviceOrder.of(sort).behind("c", "i", sameKind, laterKind)).isEqualTo(condition);
    }

    @Test
    void readsThePlaceThatItWrites() {
        var place = new Place("sn 1", 1, "0192f3a4-5b6c-7d8e-9f01-23456789abcd/1/2");

        assertThat(Place.parse(place.toString())).isEqualTo(place);
    }
}
