package dev.muster.ingest.settings;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.model.event.ManufacturerSettingsChanged;
import dev.muster.model.event.ManufacturerSettingsChanged.Catalogue;
import dev.muster.model.event.TenantSettingsChanged;
import dev.muster.model.identity.DeviceId;
import dev.muster.runtime.caller.Caller;
import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.problem.ProblemException;
import io.quarkus.security.ForbiddenException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;

/** What organizations and operators can choose. */
@Path("/v1/settings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SettingsResource {

    private static final int LONGEST_NAME = 256;
    private static final int LARGEST_BODY = 16 * 1024;

    private final SettingsStore store;
    private final SettingsBody bodies;
    private final Callers callers;
    private final Clock clock;

    SettingsResource(SettingsStore store, ObjectMapper json, Callers callers, Clock clock) {
        this.store = store;
        this.bodies = new SettingsBody(json);
        this.callers = callers;
        this.clock = clock;
    }

    /** The organization's settings. */
    @GET
    @RolesAllowed(Roles.REGISTRAR)
    public TenantSettings settings(@Context HttpHeaders headers) {
        String key = TenantSettingsChanged.key(callers.caller(headers).tenant());
        return TenantSettings.of(
                store.find(key).map(TenantSettingsChanged.class::cast).orElse(null));
    }

    /** Sets for how many days a row that no supplier has declared yet stays pending: {@code {"holdDays": 0}} to 5. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.REGISTRAR)
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "hold", value = "{\"holdDays\": 5}")))
    public TenantSettings change(InputStream body, @Context HttpHeaders headers) throws IOException {
        int days = bodies.holdDays(text(body));
        return change(callers.caller(headers), before -> new TenantSettings(days, before.partners()));
    }

    /** Lets another organization act for this one. */
    @PUT
    @Path("/partners/{partner}")
    @RolesAllowed(Roles.REGISTRAR)
    public TenantSettings grant(@RestPath String partner, @Context HttpHeaders headers) {
        String name = name("partner", partner);
        return change(customer(headers), before -> {
            var partners = new TreeSet<>(before.partners());
            partners.add(name);
            return new TenantSettings(before.holdDays(), List.copyOf(partners));
        });
    }

    /** Takes that back. */
    @DELETE
    @Path("/partners/{partner}")
    @RolesAllowed(Roles.REGISTRAR)
    public TenantSettings revoke(@RestPath String partner, @Context HttpHeaders headers) {
        return change(customer(headers), before -> {
            var partners = new TreeSet<>(before.partners());
            partners.remove(partner);
            return new TenantSettings(before.holdDays(), List.copyOf(partners));
        });
    }

    /** What holds for the devices of a manufacturer. */
    @GET
    @Path("/manufacturers/{manufacturer}")
    @RolesAllowed(Roles.OPERATOR)
    public ManufacturerSettings ofManufacturer(@RestPath String manufacturer) {
        String key = ManufacturerSettingsChanged.key(name("manufacturer", manufacturer));
        return store.find(key)
                .map(ManufacturerSettingsChanged.class::cast)
                .map(ManufacturerSettings::of)
                .orElseGet(() -> new ManufacturerSettings(DeviceId.manufacturer(manufacturer), Catalogue.OPTIONAL));
    }

    /** Sets whether a row with a hash needs a supplier's declaration too: {@code {"catalogue": "required"}}. */
    @PUT
    @Path("/manufacturers/{manufacturer}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "r", value = "{\"catalogue\": \"required\"}")))
    public ManufacturerSettings change(@RestPath String manufacturer, InputStream body, @Context HttpHeaders headers)
            throws IOException {
        String name = name("manufacturer", manufacturer);
        var catalogue = bodies.catalogue(text(body));
        var caller =
                itself(headers, "Settings of a manufacturer are changed by operators for all, without Muster-Tenant.");
        var changed = store.change(
                ManufacturerSettingsChanged.key(name),
                (current, version) -> new ManufacturerSettingsChanged(
                        caller.tenant(),
                        DeviceId.manufacturer(name),
                        version,
                        catalogue,
                        caller.subject(),
                        clock.instant()));
        return ManufacturerSettings.of((ManufacturerSettingsChanged) changed);
    }

    private TenantSettings change(Caller caller, UnaryOperator<TenantSettings> change) {
        var changed = store.change(TenantSettingsChanged.key(caller.tenant()), (current, version) -> {
            var settings = change.apply(TenantSettings.of((TenantSettingsChanged) current));
            return new TenantSettingsChanged(
                    caller.tenant(),
                    caller.partner(),
                    version,
                    settings.holdDays(),
                    settings.partners(),
                    caller.subject(),
                    clock.instant());
        });
        return TenantSettings.of((TenantSettingsChanged) changed);
    }

    /** Who may act for a customer is for the customer itself to say. */
    private Caller customer(HttpHeaders headers) {
        return itself(headers, "Who may act for an organization is for itself to say, without Muster-Tenant.");
    }

    private Caller itself(HttpHeaders headers, String refusal) {
        var caller = callers.caller(headers);
        if (caller.partner() != null) {
            throw new ForbiddenException(refusal);
        }
        return caller;
    }

    /** Never more of a body than settings can have, whatever is sent. */
    private static String text(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new ProblemException("size-limit", 413, "Too large", "Settings may have 16 KiB at most.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String name(String what, String value) {
        if (value.isBlank() || value.length() > LONGEST_NAME || value.indexOf('\0') >= 0) {
            throw ProblemException.invalidParameter(what + " has to be 1 to " + LONGEST_NAME + " characters.");
        }
        return value;
    }
}
