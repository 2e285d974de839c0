package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.Backing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Tells when the service has read all that there is: the only way to see that something changed nothing. */
public final class Consumed {

    private Consumed() {}

    /** Waits until the service has committed the end of each of its topics that anything was written to. */
    public static void all() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", Backing.parts().broker().bootstrap());
        try (var admin = Admin.create(settings)) {
            Answers.eventually(() -> assertThat(committed(admin)).isEqualTo(ends(admin)));
        }
    }

    private static Map<TopicPartition, Long> committed(Admin admin) throws Exception {
        var committed = new HashMap<TopicPartition, Long>();
        admin.listConsumerGroupOffsets("muster.status")
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null && offset.offset() > 0) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    private static Map<TopicPartition, Long> ends(Admin admin) throws Exception {
        var group = admin.describeConsumerGroups(List.of("muster.status"))
                .describedGroups()
                .get("muster.status")
                .get();
        Map<TopicPartition, OffsetSpec> wanted = group.members().stream()
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(wanted).all().get().forEach((partition, end) -> {
            if (end.offset() > 0) {
                ends.put(partition, end.offset());
            }
        });
        return ends;
    }
}
