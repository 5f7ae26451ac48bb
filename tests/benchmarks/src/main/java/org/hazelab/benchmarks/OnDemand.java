// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.sun.management.OperatingSystemMXBean;

import org.hazelab.imaging.HazeLabException;

/** Work that a program of comparison asks for, a line of standard input each. */
final class OnDemand {

    private OnDemand() {
    }

    /** What is done for a line. */
    @FunctionalInterface
    interface Work {

        /**
         * Does it.
         *
         * @param kind the first word
         * @param argument the rest of the line, maybe empty
         * @return what the time is divided by, such as the number of pictures
         */
        double run(String kind, String argument) throws IOException, HazeLabException;
    }

    /** Answers each line with the wall time and the processor time of all threads in milliseconds, to the last one. */
    static void serve(Work work) throws IOException, HazeLabException {
        OperatingSystemMXBean system = (OperatingSystemMXBean)ManagementFactory.getOperatingSystemMXBean();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = lines.readLine()) != null;) {
            String[] words = line.split(" ", 2);
            long processor = system.getProcessCpuTime();
            long start = System.nanoTime();
            double units = work.run(words[0], words.length > 1 ? words[1] : "");
            System.out.printf(Locale.ROOT, "%.3f %.3f%n", (System.nanoTime() - start) / 1e6 / units,
                (system.getProcessCpuTime() - processor) / 1e6 / units);
        }
        System.exit(0);
    }
}
