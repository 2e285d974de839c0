package dev.muster.trials.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.trials.system.Machine;
import dev.muster.trials.system.TrialOptions;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ResultsTest {
    private static final Results RESULTS = new Results(
            new Machine("a processor", 2, "24 GB", "Linux", "25"),
            "2026-01-31",
            "muster trial speed",
            List.of(14.5),
            List.of(
                    round(Round.PRODUCT, true, 10),
                    round(Round.FLOOR, true, 5),
                    round(Round.FLOOR, false, 2),
                    round(Round.PRODUCT, false, 4),
                    round(Round.PRODUCT, false, 2),
                    round(Round.FLOOR, false, 2)),
            List.of(round(Round.PRODUCT, false, 1)),
            List.of(Singles.of(10, true, List.of(100.0, 300.0, 200.0), List.of(50.0))),
            Map.of("claim", 1L));

    private static Round round(String who, boolean cold, double seconds) {
        return new Round(who, cold, 1000, 0, seconds, Map.of("kafka", 10.0, "load", 90.0), Map.of(), Map.of());
    }

    @Test
    void theRatioIsThatOfTheMediansColdAndWarmApart() {
        assertThat(RESULTS.ratio(true)).isEqualTo(0.5);
        assertThat(RESULTS.ratio(false)).isEqualTo(375.0 / 500.0);
    }

    @Test
    void theLoadsOwnTimeIsNotCounted() {
        assertThat(RESULTS.median(Round.PRODUCT, false, Round::cpuMicrosInAll)).isEqualTo(10);
    }

    @Test
    void theTextSaysWhatMatters() {
        assertThat(RESULTS.text())
                .contains("cold")
                .contains("0.75")
                .contains("10 rows loaded: p50 200 ms, p95 300 ms")
                .contains("14.5 s");
    }

    @Test
    void theJsonHasTheMachineAndEachRound() {
        assertThat(TrialOptions.asJson(RESULTS))
                .contains("\"processor\" : \"a processor\"")
                .contains("\"perSecond\" : 100.0")
                .contains("\"cpuMicrosInAll\" : 10.0");
    }

    @Test
    void thePictureIsXmlWithABarForEachFigure() throws ParserConfigurationException, IOException, SAXException {
        var picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Plot.of(RESULTS))));
        // the ground; cold and warm of both; one of the sweep; two processes of both
        assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(1 + 4 + 1 + 4);
        assertThat(picture.getDocumentElement().getTextContent()).contains("product, warm", "375", "kafka, floor");
    }
}
