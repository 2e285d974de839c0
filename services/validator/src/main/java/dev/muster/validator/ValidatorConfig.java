package dev.muster.validator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** What a deployment can decide about validation. */
@ConfigMapping(prefix = "muster.validator")
interface ValidatorConfig {

    /** Serial numbers that identify no device, in any spelling. */
    @WithDefault("Default string,To be filled by O.E.M.,System Serial Number,None,0,123456789")
    List<String> unusableSerialNumbers();
}
