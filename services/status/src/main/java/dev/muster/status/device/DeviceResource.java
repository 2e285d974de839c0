package dev.muster.status.device;

import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Languages;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.paging.Paging;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.status.device.DeviceQueries.Placed;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Questions about devices. */
@Path("/v1/devices")
@RolesAllowed(Roles.READER)
@Blocking
public class DeviceResource {

    private static final String CSV = "text/csv";
    private static final String LINES = "application/x-ndjson";

    private final DeviceQueries devices;
    private final DeviceExport export;
    private final DeviceSummary summary;
    private final DeviceHistory history;
    private final Callers callers;
    private final Clock clock;

    DeviceResource(
            DeviceQueries devices,
            DeviceExport export,
            DeviceSummary summary,
            DeviceHistory history,
            Callers callers,
            Clock clock) {
        this.devices = devices;
        this.export = export;
        this.summary = summary;
        this.history = history;
        this.callers = callers;
        this.clock = clock;
    }

    /** What is asked for. */
    public static class Query {
        @RestQuery
        @Parameter(description = "registration-pending, registration-failed, ready-for-user, active or inactive.")
        @Nullable
        String state;

        @RestQuery
        @Nullable
        String orderId;

        @RestQuery
        @Nullable
        String purchaseId;

        @RestQuery
        @Nullable
        String registrationId;

        @RestQuery
        @Parameter(description = "All of a serial number; upper and lower case are the same.")
        @Nullable
        String serialNumber;

        @RestQuery
        @Parameter(
                description = "The beginning of a serial number, a model or a user, or any part of a serial number."
                        + " For one or two characters a page may have few devices, or none, and a next page even so.")
        @Nullable
        String q;

        @RestQuery
        @Parameter(
                description = "The column to sort by, with a - in front for downwards: -registeredAt (the default),"
                        + " serialNumber, or any other name of a device's columns where there are at most 10,000"
                        + " devices; else 400.")
        @Nullable
        String sort;

        @RestQuery
        @Nullable
        String cursor;

        @RestQuery
        @Nullable
        String limit;
    }

    /**
     * The devices of the caller's organization: a page as JSON; or all of them, of any number, as {@code text/csv} or
     * {@code application/x-ndjson}, by serial number unless asked otherwise.
     */
    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV, LINES})
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = DevicePage.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = LINES, schema = @Schema(implementation = Device.class))
            })
    public Response list(@BeanParam Query query, @Context HttpHeaders headers) {
        return switch (wanted(headers)) {
            case CSV ->
                Response.ok(
                                export.csv(filter(query, headers), exported(query), Languages.of(headers)),
                                CSV + ";charset=UTF-8")
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"devices.csv\"")
                        .build();
            case LINES ->
                Response.ok(export.lines(filter(query, headers), exported(query), Languages.of(headers)), LINES)
                        .build();
            default ->
                Response.ok(page(query, headers), MediaType.APPLICATION_JSON).build();
        };
    }

    /**
     * A page of devices.
     *
     * @param next absent on the last page; a page before may have fewer devices than were asked for, or none, where one or
     *     two characters are searched for
     */
    public record DevicePage(List<Device> items, @Nullable String next) {}

    /** The first media type of {@code Accept} that there is; a page where it names none. */
    private static String wanted(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .flatMap(accepted -> Stream.of(MediaType.APPLICATION_JSON, CSV, LINES)
                        .filter(type -> MediaType.valueOf(type).isCompatible(accepted)))
                .findFirst()
                .orElse(MediaType.APPLICATION_JSON);
    }

    private DevicePage page(Query query, HttpHeaders headers) {
        int size = Paging.limit(query.limit);
        Place after = Paging.place(query.cursor, Place::parse);
        var found = devices.list(
                filter(query, headers), DeviceOrder.of(query.sort), after, size + 1, Languages.of(headers));
        var page = Paging.page(found.devices(), size, placed -> placed.place().toString());
        String next = found.reached() == null
                ? page.next()
                : Paging.cursor(found.reached().toString());
        return new DevicePage(page.items().stream().map(Placed::device).toList(), next);
    }

    private DeviceFilter filter(Query query, HttpHeaders headers) {
        return new DeviceFilter(callers.caller(headers).tenant(), clock.instant())
                .state(query.state)
                .orderId(query.orderId)
                .purchaseId(query.purchaseId)
                .registrationId(query.registrationId)
                .serialNumber(query.serialNumber)
                .text(query.q);
    }

    private static DeviceOrder exported(Query query) {
        return query.sort == null ? DeviceOrder.steady() : DeviceOrder.of(query.sort);
    }

    /** How many devices are in which state. */
    @GET
    @Path("/summary")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Long> summary(@Context HttpHeaders headers) {
        return summary.of(callers.caller(headers).tenant(), clock.instant()).entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().word(), Map.Entry::getValue));
    }

    /** One device. */
    @GET
    @Path("/{deviceId}")
    @Produces(MediaType.APPLICATION_JSON)
    public Device get(UUID deviceId, @Context HttpHeaders headers) {
        return existing(deviceId, headers);
    }

    private Device existing(UUID deviceId, HttpHeaders headers) {
        var filter = new DeviceFilter(callers.caller(headers).tenant(), clock.instant()).deviceId(deviceId);
        return devices.list(filter, DeviceOrder.steady(), null, 1, Languages.of(headers)).devices().stream()
                .map(Placed::device)
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("Device " + deviceId + " is not known."));
    }

    /** What happened to a device while it was the organization's, newest first. */
    @GET
    @Path("/{deviceId}/history")
    @Produces(MediaType.APPLICATION_JSON)
    public Paging.Page<DeviceHistory.Entry> history(
            UUID deviceId,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @Context HttpHeaders headers) {
        int size = Paging.limit(limit);
        var after =
                Objects.requireNonNullElse(Paging.place(cursor, DeviceHistory.Moment::parse), DeviceHistory.Moment.END);
        var found = history.page(
                callers.caller(headers).tenant(), deviceId, after, size + 1, Languages.of(headers), clock.instant());
        if (found.isEmpty() && cursor == null) {
            existing(deviceId, headers); // one that was never owned has no history yet
        }
        return Paging.page(found, size, placed -> placed.moment().toString()).map(DeviceHistory.Placed::entry);
    }
}
