// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hazelab.imaging.HazeLabException;

/**
 * On what and with how much networks run. Each value is the first that is set of: the node's dialog, the system
 * property {@code hazelab.x}, the environment variable {@code HAZELAB_X}, the default.
 *
 * @param device {@code auto} (the first usable GPU of NVIDIA, else Apple's, else the processor), {@code cpu},
 *     {@code cuda:N} or {@code mps} (Apple's GPU)
 * @param threads the pieces of work that run at once on the processor, each on one thread, 1 to {@value #MOST_THREADS};
 *     all processors by default. Results do not depend on it
 * @param memory bytes that batches may take, at least {@value #LEAST_MEMORY}: what tile batches and how many of them
 *     run at once are planned with, not a wall that libtorch could not climb over; empty by default, which is a
 *     quarter of the machine's memory or 80 % of the GPU's
 * @param libtorch a folder with PyTorch's C++ libraries to use instead of those that are installed with HazeLab
 */
public record RuntimeSettings(Setting<String> device, Setting<Integer> threads, Setting<Optional<Long>> memory,
    Setting<Optional<Path>> libtorch) {

    private static final int MOST_THREADS = 1024;
    private static final long LEAST_MEMORY = 64L << 20;
    private static final Pattern DEVICE = Pattern.compile("auto|cpu|mps|cuda:\\d{1,3}");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?) ?([mg])b?");

    /** The values without a dialog: property, variable or default. */
    public static RuntimeSettings ofMachine() throws HazeLabException {
        return resolve("", 0, "");
    }

    /**
     * The values for a node.
     *
     * @param device the dialog's choice, empty to leave it to the machine's settings
     * @param threads the dialog's choice, 0 to leave it
     * @param memory the dialog's choice such as {@code 4g} or {@code 800m}, empty to leave it
     * @throws HazeLabException if a value is none, saying where it stands
     */
    public static RuntimeSettings resolve(String device, int threads, String memory) throws HazeLabException {
        return resolve(device, threads, memory, System::getProperty, System::getenv);
    }

    static RuntimeSettings resolve(String device, int threads, String memory, UnaryOperator<String> properties,
        UnaryOperator<String> environment) throws HazeLabException {
        Setting<String> deviceText = Setting.first("device", device, properties, environment);
        Setting<String> threadText =
            Setting.first("threads", threads == 0 ? "" : Integer.toString(threads), properties, environment);
        Setting<String> memoryText = Setting.first("memory", memory, properties, environment);
        Setting<String> folder = Setting.first("libtorch", "", properties, environment);
        return new RuntimeSettings(device(deviceText), threads(threadText), memory(memoryText),
            Setting.folder(folder));
    }

    private static Setting<String> device(Setting<String> text) throws HazeLabException {
        if (text.isDefault()) {
            return new Setting<>("auto", text.origin());
        }
        String name = text.value().toLowerCase(Locale.ROOT);
        if (name.equals("cuda") || name.equals("gpu")) {
            name = "cuda:0";
        }
        if (!DEVICE.matcher(name).matches()) {
            throw refused("device", text,
                "Choose auto, cpu, cuda:0 for the first NVIDIA GPU, cuda:1 for the second, or mps for the GPU of a Mac "
                    + "with Apple silicon");
        }
        return new Setting<>(name, text.origin());
    }

    private static Setting<Integer> threads(Setting<String> text) throws HazeLabException {
        if (text.isDefault()) {
            return new Setting<>(Runtime.getRuntime().availableProcessors(), text.origin());
        }
        boolean number = text.value().matches("\\d{1,4}");
        int threads = number ? Integer.parseInt(text.value()) : 0;
        if (threads < 1 || threads > MOST_THREADS) {
            throw refused("number of threads", text, "Choose a whole number from 1 to " + MOST_THREADS);
        }
        return new Setting<>(threads, text.origin());
    }

    private static Setting<Optional<Long>> memory(Setting<String> text) throws HazeLabException {
        if (text.isDefault()) {
            return new Setting<>(Optional.empty(), text.origin());
        }
        Matcher size = SIZE.matcher(text.value().toLowerCase(Locale.ROOT));
        long bytes = size.matches()
            ? (long)(Double.parseDouble(size.group(1)) * (size.group(2).equals("g") ? 1L << 30 : 1L << 20)) : 0;
        if (bytes < LEAST_MEMORY) {
            throw refused("memory limit", text, "Choose a size from 64m up, such as 800m or 4g");
        }
        return new Setting<>(Optional.of(bytes), text.origin());
    }

    private static HazeLabException refused(String what, Setting<String> text, String remedy) {
        return new HazeLabException("\"" + text.value() + "\" from " + text.origin() + " is no " + what, remedy);
    }

    /** A quarter of the memory of the machine or container, in bytes. */
    static long quarterOfMemory() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            return system.getTotalMemorySize() / 4;
        }
        return Runtime.getRuntime().maxMemory();
    }
}
