// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The units for bfloat16 that a processor names. Only Linux tells; for messages, since only a measurement decides. */
final class ProcessorUnits {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private ProcessorUnits() {
    }

    /** Those of a device in words; empty if nothing is known. */
    static String of(ComputeDevice device) {
        if (!device.isCpu() || !Files.isReadable(CPU_INFO)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(CPU_INFO, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("flags") || line.startsWith("Features")).findFirst()
                .map(ProcessorUnits::words).orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** @param flags a line of /proc/cpuinfo: {@code flags} of x86 processors, {@code Features} of ARM's */
    static String words(String flags) {
        Set<String> names = new HashSet<>(List.of(flags.substring(flags.indexOf(':') + 1).strip().split("\\s+")));
        List<String> units = new ArrayList<>();
        if (names.contains("amx_bf16")) {
            units.add("AMX-BF16");
        }
        if (names.contains("avx512_bf16")) {
            units.add("AVX512-BF16");
        }
        if (names.contains("bf16")) {
            units.add("ARM BF16");
        }
        return String.join(", ", units);
    }
}
