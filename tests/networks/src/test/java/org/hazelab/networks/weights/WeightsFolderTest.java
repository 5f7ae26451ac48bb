// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.networks.Vgg16;
import org.hazelab.runtime.Setting;
import org.hazelab.runtime.file.SafetensorsFile;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFolderTest {

    private static final int[] TWO = {2};

    @TempDir
    private Path folder;
    private Path original;
    private ForeignWeights weights;

    /** Any format that is read: what a file is, its bytes tell. */
    @BeforeEach
    void publish() throws HazeLabException, IOException, NoSuchAlgorithmException {
        original = folder.resolve("original");
        SafetensorsFile.write(original, false, Map.of(), Map.of("a", new FloatTensor(TWO, new float[] {1, 2}), "b",
            new FloatTensor(TWO, new float[] {3, Float.NaN})), Progress.NONE);
        String sha256 = HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(original)));
        weights = new ForeignWeights("Net of somebody", "net-1.pth", sha256, "https://example.org/net-1.pth", "free");
    }

    private WeightsReader open() throws HazeLabException {
        return WeightsFolder.of(folder).open(weights, Progress.NONE);
    }

    @Test
    void readsThePublishedFile() throws HazeLabException, IOException {
        Files.copy(original, folder.resolve("net-1.pth"));
        try (WeightsReader reader = open()) {
            assertTrue(reader.isPublished());
            assertEquals(weights.sha256(), reader.sha256());
            assertEquals(new FloatTensor(TWO, new float[] {1, 2}), reader.read("a", TWO, Progress.NONE));
        }
    }

    @Test
    void readsAConversionWhichItCannotCompare() throws HazeLabException, IOException {
        Files.copy(original, folder.resolve("net-1.safetensors"));
        try (WeightsReader reader = open()) {
            assertFalse(reader.isPublished());
            assertEquals(folder.resolve("net-1.safetensors"), reader.path());
            assertEquals(new FloatTensor(TWO, new float[] {1, 2}), reader.read("a", TWO, Progress.NONE));
        }
    }

    @Test
    void aMissingFileIsNamedWithItsPlaceAndItsAddress() {
        HazeLabException failure = assertThrows(HazeLabException.class, this::open);
        assertEquals("The weights of Net of somebody are missing: there is no file \"net-1.pth\" in the folder \""
            + folder + "\" (the caller)", failure.summary());
        assertTrue(failure.remedy()
            .startsWith("Download it (see https://example.org/net-1.pth) into that folder, or let "),
            failure.remedy());
        assertEquals(Optional.empty(), WeightsFolder.of(folder).find(weights));
    }

    /** Neither is the conversion beside it taken in its place. */
    @Test
    void anotherFileUnderThePublishedNameIsRefused() throws IOException {
        Files.copy(original, folder.resolve("net-1.safetensors"));
        byte[] bytes = Files.readAllBytes(original);
        bytes[bytes.length - 9] ^= 1;
        Files.write(folder.resolve("net-1.pth"), bytes);
        HazeLabException failure = assertThrows(HazeLabException.class, this::open);
        assertTrue(failure.summary().startsWith("The file \"" + folder.resolve("net-1.pth")
            + "\" is not Net of somebody as it was published: its SHA-256 is "), failure.summary());
        assertTrue(failure.summary().endsWith(" instead of " + weights.sha256()), failure.summary());
        assertTrue(failure.remedy().startsWith("Download it again (see https://example.org/net-1.pth)"),
            failure.remedy());
    }

    @Test
    void tensorsThatAreMissingOfAnotherShapeOrNotFiniteAreNamed() throws HazeLabException, IOException {
        Files.copy(original, folder.resolve("net-1.pth"));
        try (WeightsReader reader = open()) {
            assertTrue(assertThrows(HazeLabException.class, () -> reader.read("c", TWO, Progress.NONE)).summary()
                .endsWith("does not have the weights that are needed: \"c\" is missing"));
            assertTrue(assertThrows(HazeLabException.class, () -> reader.read("a", new int[] {1, 2}, Progress.NONE))
                .summary().endsWith("\"a\" is 2, not 1 x 2"));
            assertTrue(assertThrows(HazeLabException.class, () -> reader.read("b", TWO, Progress.NONE)).summary()
                .contains("\"b\" has 1 weight of 2 that is no finite number"));
        }
    }

    @Test
    void aFolderInPlaceOfTheFileIsNamed() throws IOException {
        Files.createDirectory(folder.resolve("net-1.pth"));
        HazeLabException failure = assertThrows(HazeLabException.class, this::open);
        assertTrue(failure.summary().startsWith("The file \"" + folder.resolve("net-1.pth") + "\" could not be read"),
            failure.summary());
    }

    @Test
    void readingCanBeCancelled() throws IOException {
        Files.copy(original, folder.resolve("net-1.pth"));
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // not watched
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> WeightsFolder.of(folder).open(weights, cancelled));
    }

    /** Of the part, the file's and the constants; of the rest, what the caller has. */
    @Test
    void aPartTakesItsWeightsFromTheFileAndLeavesTheRest() throws HazeLabException, IOException {
        Files.copy(original, folder.resolve("net-1.pth"));
        Network network = new Network("Test");
        Parameter own = network.root().parameter("a", Initializer.ZEROS, 2);
        Parameter stored = network.root().at("part.net").frozen().parameter("a", ForeignWeights.ABSENT, 2);
        Parameter constant = network.root().at("part").frozen().parameter("scale", Initializer.ONES, 2);
        try (PartWeights part = new PartWeights("part.", "part.net.", open(), Progress.NONE)) {
            WeightSource source = part.over(parameter -> {
                assertEquals(own, parameter);
                return new FloatTensor(TWO, new float[] {5, 6});
            });
            assertEquals(new FloatTensor(TWO, new float[] {5, 6}), source.get(own));
            assertEquals(new FloatTensor(TWO, new float[] {1, 2}), source.get(stored));
            assertEquals(new FloatTensor(TWO, new float[] {1, 1}), source.get(constant));
        }
    }

    @Test
    void theDialogNamesAFolderByItsWholePath() throws HazeLabException {
        assertEquals(new Setting<>(Optional.of(folder), "the node's dialog"),
            WeightsFolder.resolve(folder.toString()).folder());
        assertThrows(HazeLabException.class, () -> WeightsFolder.resolve("weights"));
    }

    @Test
    void theDefaultLiesInTheHomeOfThoseWhoHaveOne() {
        assertEquals(Optional.of(folder.resolve("hazelab").resolve("weights")),
            WeightsFolder.inHome(folder.toString()));
        for (String home : new String[] {"?", "", " ", "relative", "\0", null}) {
            assertEquals(Optional.empty(), WeightsFolder.inHome(home));
        }
    }

    @Test
    void withoutAHomeTheMessageSaysSo() {
        WeightsFolder none = new WeightsFolder(new Setting<>(Optional.empty(), "the default"));
        HazeLabException failure =
            assertThrows(HazeLabException.class, () -> none.open(Vgg16.WEIGHTS, Progress.NONE));
        assertEquals("The weights of VGG16 of torchvision are missing: there is no file \"vgg16-397923af.pth\""
            + " anywhere: no folder of weights is set, and this user has no home folder", failure.summary());
    }
}
