package dev.muster.runtime.caller;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** What the calls of every service have in common, in its OpenAPI: the token, the customer of a partner, problems. */
public final class ApiDescription implements OASFilter {

    /** What Quarkus names it where a call asks for a role. */
    private static final String TOKEN = "SecurityScheme";

    private static final String PROBLEM = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var components = api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        components.addSecurityScheme(
                TOKEN,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT"));
        components.addSchema(PROBLEM, problem());
        api.setComponents(components);
        if (api.getPaths() != null && api.getPaths().getPathItems() != null) {
            api.getPaths().getPathItems().values().stream()
                    .flatMap(path -> path.getOperations().values().stream())
                    .forEach(ApiDescription::describe);
        }
    }

    private static void describe(Operation call) {
        var answers = call.getResponses() == null ? OASFactory.createAPIResponses() : call.getResponses();
        answers.setDefaultValue(refusal());
        call.setResponses(answers);
        boolean asksForRole = call.getSecurity() != null && !call.getSecurity().isEmpty();
        if (asksForRole && !has(call, Callers.MUSTER_TENANT)) {
            call.addParameter(OASFactory.createParameter()
                    .name(Callers.MUSTER_TENANT)
                    .in(Parameter.In.HEADER)
                    .description("The customer for which a partner acts.")
                    .schema(text()));
        }
    }

    private static boolean has(Operation call, String parameter) {
        return call.getParameters() != null
                && call.getParameters().stream().anyMatch(one -> parameter.equals(one.getName()));
    }

    private static APIResponse refusal() {
        return OASFactory.createAPIResponse()
                .description("Refused, with the reason.")
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    /** As {@link dev.muster.runtime.problem.Problem}. */
    private static Schema problem() {
        var fault = object().addProperty("detail", text()).addProperty("line", number());
        return object().addProperty(
                        "type", text().description("urn:muster:problem: and its name, which stays the same"))
                .addProperty("title", text())
                .addProperty("status", number())
                .addProperty("detail", text())
                .addProperty(
                        "errors",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(fault));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static Schema number() {
        return OASFactory.createSchema().addType(SchemaType.INTEGER);
    }
}
