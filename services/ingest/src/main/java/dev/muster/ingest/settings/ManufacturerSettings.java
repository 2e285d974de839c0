package dev.muster.ingest.settings;

import dev.muster.model.event.ManufacturerSettingsChanged;
import dev.muster.model.event.ManufacturerSettingsChanged.Catalogue;

/**
 * What holds for the devices of a manufacturer.
 *
 * @param manufacturer normalised
 * @param catalogue whether a row with a hardware hash needs a supplier's declaration too
 */
public record ManufacturerSettings(String manufacturer, Catalogue catalogue) {

    static ManufacturerSettings of(ManufacturerSettingsChanged settings) {
        return new ManufacturerSettings(settings.manufacturer(), settings.catalogue());
    }
}
