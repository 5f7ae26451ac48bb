// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictsTest {

    private static final Verdict GOOD = Verdict.compared(0.001, 0.01).timed(0.1, 0.5);
    private static final Verdict SLOWER = Verdict.compared(0.001, 0.01).timed(0.75, 0.5);
    private static final Verdict WRONG = Verdict.compared(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    private static final String DEVICE = "NVIDIA A, driver 550.54.15, PyTorch 2.7.1+cu126, 2 threads, net 1";

    @TempDir
    private Path folder;
    private long day = 20_000;

    private Path file() {
        return folder.resolve("cache").resolve("verdicts.txt");
    }

    /** As another start of the program has them. */
    private Verdicts started() {
        return new Verdicts(Optional.of(file()), () -> day);
    }

    @Test
    void laterStartsKnowWhatWasMeasured() throws IOException {
        Verdicts first = started();
        assertEquals(Optional.empty(), first.find(DEVICE));
        first.keep(DEVICE, GOOD);
        first.keep("mps", SLOWER);
        first.keep("a\ttab\nand a line", WRONG);
        for (Verdicts verdicts : List.of(first, started())) {
            assertEquals(Optional.of(GOOD), verdicts.find(DEVICE));
            assertEquals(Optional.of(SLOWER), verdicts.find("mps"));
            assertEquals(Optional.of(WRONG), verdicts.find("a\ttab\nand a line"));
            assertEquals(Optional.empty(), verdicts.find(DEVICE.replace("550.54.15", "550.54.16")));
        }
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertEquals(List.of(file()), files.toList(), "nothing else is left in the folder");
        }
    }

    @Test
    void addsToWhatAnotherStartHasWrittenMeanwhile() {
        Verdicts first = started();
        Verdicts second = started();
        first.keep(DEVICE, GOOD);
        second.keep("mps", SLOWER);
        assertEquals(Optional.of(GOOD), started().find(DEVICE));
        assertEquals(Optional.of(SLOWER), started().find("mps"));
    }

    /** Something else may have kept the device busy. */
    @Test
    void slowerIsMeasuredAgainAfterAMonth() {
        started().keep(DEVICE, SLOWER);
        started().keep("mps", WRONG);
        day += 30;
        assertEquals(Optional.of(SLOWER), started().find(DEVICE));
        day++;
        assertEquals(Optional.empty(), started().find(DEVICE));
        assertEquals(Optional.of(WRONG), started().find("mps"));
        day -= 40; // the clock was set back
        assertEquals(Optional.empty(), started().find(DEVICE));
    }

    @Test
    void failuresAreNotKept() {
        Verdicts verdicts = started();
        verdicts.keep(DEVICE, Verdict.failed("no memory"));
        verdicts.keep("mps", Verdict.UNKNOWN);
        assertEquals(Optional.empty(), verdicts.find(DEVICE));
        assertEquals(Optional.empty(), verdicts.find("mps"));
        assertFalse(Files.exists(file()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "another file\n", "HazeLab device trials 1\nmps\tGOOD\n",
        "HazeLab device trials 1\nmps\tGREAT\t0.0\t0.0\t0.1\t0.5\t20000\n",
        "HazeLab device trials 1\nmps\tGOOD\t0.0\t0.0\tx\t0.5\t20000\n",
        "HazeLab device trials 1\nmps\tGOOD\t0.5\t0.0\t0.1\t0.5\t20000\n",
        "HazeLab device trials 1\nmps\tGOOD\tNaN\t0.0\t0.1\t0.5\t20000\n",
        "HazeLab device trials 1\nmps\tGOOD\t0.0\t0.0\tNaN\tNaN\t20000\n",
        "HazeLab device trials 1\nmps\tGOOD\t0.0\t0.0\t0.9\t0.5\t20000\n",
        "HazeLab device trials 1\nmps\tFAILED\tNaN\tNaN\tNaN\tNaN\t20000\n"})
    void aDamagedFileIsMeasuredAgainAndReplaced(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
        assertEquals(Optional.empty(), started().find("mps"));
        started().keep("mps", GOOD);
        assertEquals(Optional.of(GOOD), started().find("mps"));
    }

    @Test
    void bytesThatAreNoTextAndALargeFileAreMeasuredAgain() throws IOException {
        Files.createDirectories(file().getParent());
        Files.write(file(), new byte[] {(byte)0xff, (byte)0xfe, 0, 1});
        assertEquals(Optional.empty(), started().find("mps"));
        started().keep("mps", GOOD);
        byte[] line = Files.readAllLines(file()).get(1).concat("\n").getBytes(StandardCharsets.UTF_8);
        byte[] many = "x".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(line, 0, many, 0, line.length);
        Files.write(file(), many);
        assertEquals(Optional.empty(), started().find("mps"));
    }

    @Test
    void theFileDoesNotGrowForEver() throws IOException {
        Verdicts verdicts = started();
        for (int i = 0; i < 250; i++) {
            verdicts.keep("device " + i, GOOD);
        }
        assertEquals(201, Files.readAllLines(file()).size());
        assertEquals(Optional.of(GOOD), started().find("device 249"));
        assertEquals(Optional.empty(), started().find("device 0"));
    }

    /** Neither a place that is none, nor one that cannot be written, keeps a program from working. */
    @Test
    void withoutAPlaceTheJvmKeepsThem() throws IOException {
        Path occupied = Files.writeString(folder.resolve("occupied"), "a file where a folder would have to be");
        for (Optional<Path> place : List.of(Optional.<Path>empty(), Optional.of(occupied.resolve("verdicts.txt")),
            Optional.of(folder))) {
            Verdicts verdicts = new Verdicts(place, () -> day);
            assertEquals(Optional.empty(), verdicts.find("mps"));
            verdicts.keep("mps", GOOD);
            assertEquals(Optional.of(GOOD), verdicts.find("mps"));
            assertEquals(Optional.empty(), new Verdicts(place, () -> day).find("mps"));
        }
        assertTrue(Files.isDirectory(folder));
        assertEquals("a file where a folder would have to be", Files.readString(occupied));
    }

    /** On a plain class path, as here, there is no OSGi to keep a file. */
    @Test
    void theMachinesVerdictsWorkWithoutOsgi() {
        Verdicts.ofMachine().keep("a device of this test", WRONG);
        assertEquals(Optional.of(WRONG), Verdicts.ofMachine().find("a device of this test"));
    }
}
