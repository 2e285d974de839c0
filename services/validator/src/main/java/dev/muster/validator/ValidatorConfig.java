package dev.muster.validator;

import dev.muster.validator.validation.Validation;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** What a deployment can decide about validation. */
@ConfigMapping(prefix = "muster.validator")
interface ValidatorConfig {

    /** Serial numbers that identify no device, in any spelling. */
    @WithDefault(Validation.UNUSABLE_BY_DEFAULT)
    List<String> unusableSerialNumbers();
}
