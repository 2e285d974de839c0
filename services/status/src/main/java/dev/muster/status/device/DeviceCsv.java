package dev.muster.status.device;

import dev.muster.model.event.Field;
import dev.muster.status.CsvOut;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A device as a line of a file: first what an upload of it would say, under the names that the importer knows. */
final class DeviceCsv {

    /** A column of the file. */
    private record Column(String name, Function<Device, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column(name(Field.MANUFACTURER), Device::manufacturer),
            new Column(name(Field.MODEL), Device::model),
            new Column(name(Field.SERIAL_NUMBER), Device::serialNumber),
            new Column(name(Field.GROUP_TAG), Device::groupTag),
            new Column(name(Field.ASSIGNED_USER), Device::assignedUser),
            new Column(name(Field.ORDER_ID), Device::orderId),
            new Column("Purchase ID", Device::purchaseId),
            new Column("State", device -> device.state().word()),
            new Column("State Label", Device::label),
            new Column("State Description", Device::description),
            new Column("Last User", Device::lastUser),
            new Column("Last Seen", Device::lastSeenAt),
            new Column("Age in Months", Device::ageMonths),
            new Column("Registered At", Device::registeredAt),
            new Column("Registered By", Device::registeredBy),
            new Column("On Behalf Of", Device::onBehalfOf),
            new Column("Registration ID", Device::registrationId),
            new Column("Device ID", Device::deviceId),
            new Column("Failure Code", failure(failure -> failure.code().code())),
            new Column("Failure Title", failure(Device.Failed::title)),
            new Column("Failure Text", failure(Device.Failed::text)),
            new Column("Failure Detail", failure(Device.Failed::detail)),
            new Column("Request ID", failure(Device.Failed::requestId)),
            new Column("Warnings", DeviceCsv::warnings));

    private DeviceCsv() {}

    static List<String> header() {
        return COLUMNS.stream().map(Column::name).toList();
    }

    static List<String> record(Device device) {
        return COLUMNS.stream()
                .map(column -> column.value().apply(device))
                .map(value -> CsvOut.safe(value == null ? null : value.toString()))
                .toList();
    }

    private static String name(Field field) {
        return field.names().getFirst();
    }

    private static Function<Device, @Nullable Object> failure(Function<Device.Failed, @Nullable Object> value) {
        return device -> device.failure() == null ? null : value.apply(device.failure());
    }

    private static @Nullable String warnings(Device device) {
        return Stream.ofNullable(device.warnings())
                .flatMap(List::stream)
                .map(warning -> warning.code() + ": " + warning.detail())
                .collect(Collectors.joining("; "));
    }
}
