package dev.muster.ingest.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.model.event.ManufacturerSettingsChanged.Catalogue;
import dev.muster.model.event.TenantSettingsChanged;
import dev.muster.runtime.problem.ProblemException;
import java.util.Arrays;

/** Reads the one value of a body of settings, and says clearly what else it should have been. */
final class SettingsBody {

    private final ObjectMapper json;

    SettingsBody(ObjectMapper json) {
        this.json = json;
    }

    /** Of {@code {"holdDays": 5}}; throws ProblemException for anything else. */
    int holdDays(String body) {
        var value = value(body, "holdDays");
        if (!value.isInt() || value.asInt() < 0 || value.asInt() > TenantSettingsChanged.LONGEST_HOLD_DAYS) {
            throw ProblemException.invalidParameter(
                    "holdDays has to be a whole number from 0 to " + TenantSettingsChanged.LONGEST_HOLD_DAYS + ".");
        }
        return value.asInt();
    }

    /** Of {@code {"catalogue": "required"}}; throws ProblemException for anything else. */
    Catalogue catalogue(String body) {
        var value = value(body, "catalogue");
        return Arrays.stream(Catalogue.values())
                .filter(catalogue -> json.valueToTree(catalogue).equals(value))
                .findFirst()
                .orElseThrow(
                        () -> ProblemException.invalidParameter("catalogue has to be \"optional\" or \"required\"."));
    }

    private JsonNode value(String body, String name) {
        try {
            var tree = json.readTree(body);
            if (tree != null && tree.isObject() && tree.size() == 1 && tree.has(name)) {
                return tree.get(name);
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw ProblemException.invalidParameter("The body has to be a JSON object with " + name + " and nothing else.");
    }
}
