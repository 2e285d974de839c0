package dev.muster.status.device;

import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Languages;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.status.Paging;
import dev.muster.status.device.DeviceQueries.Place;
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
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Questions about devices. */
@Path("/v1/devices")
@RolesAllowed(Roles.READER)
@Blocking
public class DeviceResource {

    private final DeviceQueries devices;
    private final Callers callers;
    private final Clock clock;

    DeviceResource(DeviceQueries devices, Callers callers, Clock clock) {
        this.devices = devices;
        this.callers = callers;
        this.clock = clock;
    }

    /** What is asked for. */
    public static class Query {
        @RestQuery
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
        @Nullable
        String serialNumber;

        @RestQuery
        @Nullable
        String q;

        @RestQuery
        @Nullable
        String sort;

        @RestQuery
        @Nullable
        String cursor;

        @RestQuery
        @Nullable
        String limit;
    }

    /** The devices of the caller's organization. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Paging.Page<Device> list(@BeanParam Query query, @Context HttpHeaders headers) {
        int size = Paging.limit(query.limit);
        var now = clock.instant();
        var filter = new DeviceFilter(callers.caller(headers).tenant(), now)
                .state(query.state)
                .orderId(query.orderId)
                .purchaseId(query.purchaseId)
                .registrationId(query.registrationId)
                .serialNumber(query.serialNumber)
                .text(query.q);
        Place after = Paging.place(query.cursor, Place::parse);
        var found = devices.list(filter, DeviceOrder.of(query.sort), after, size + 1, Languages.of(headers), now);
        var page = Paging.page(found, size, placed -> placed.place().toString());
        return new Paging.Page<>(page.items().stream().map(Placed::device).toList(), page.next());
    }

    /** How many devices are in which state. */
    @GET
    @Path("/summary")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Long> summary(@Context HttpHeaders headers) {
        return devices.summary(callers.caller(headers).tenant(), clock.instant()).entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().word(), Map.Entry::getValue));
    }

    /** One device. */
    @GET
    @Path("/{deviceId}")
    @Produces(MediaType.APPLICATION_JSON)
    public Device get(UUID deviceId, @Context HttpHeaders headers) {
        var now = clock.instant();
        var filter = new DeviceFilter(callers.caller(headers).tenant(), now).deviceId(deviceId);
        return devices.list(filter, DeviceOrder.of(null), null, 2, Languages.of(headers), now).stream()
                .map(Placed::device)
                .min(Comparator.comparing(device -> !device.state().isOwned()))
                .orElseThrow(() -> ProblemException.notFound("Device " + deviceId + " is not known."));
    }
}
