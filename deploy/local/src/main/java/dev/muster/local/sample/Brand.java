package dev.muster.local.sample;

import java.util.List;

/** A manufacturer and how its devices describe themselves. */
record Brand(String manufacturer, String serialPrefix, String firmwareVendor, String processor, List<String> models) {
    private static final String INTEL = "GenuineIntel";
    private static final String AMD = "AuthenticAMD";

    static final List<Brand> ALL = List.of(
            new Brand(
                    "HP",
                    "5CG",
                    "HP",
                    INTEL,
                    List.of("HP EliteBook 840 G10", "HP ZBook Firefly 14", "HP Pro Mini 400")),
            new Brand(
                    "Dell Inc.", "DL", "Dell Inc.", INTEL, List.of("Latitude 7440", "OptiPlex 7010", "Precision 3581")),
            new Brand("LENOVO", "PF", "LENOVO", AMD, List.of("21HM002DMX", "20Y7CTO1WW", "11T3000SGE")),
            new Brand(
                    "Microsoft Corporation",
                    "MS",
                    "Microsoft Corporation",
                    INTEL,
                    List.of("Surface Laptop 5", "Surface Pro 9")),
            new Brand("Contoso", "SN", "American Megatrends International, LLC.", AMD, List.of("Model-1", "Model-2")));

    String model(int choice) {
        return models.get(choice % models.size());
    }
}
