// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import static org.hazelab.methods.hazeflow.TinyModel.SHAPE;
import static org.hazelab.methods.hazeflow.TinyModel.DESCRIPTION;
import static org.hazelab.methods.hazeflow.TinyModel.image;
import static org.hazelab.methods.hazeflow.TinyModel.network;
import static org.hazelab.methods.hazeflow.TinyModel.map;
import static org.hazelab.methods.hazeflow.TinyModel.sampled;
import static org.hazelab.methods.hazeflow.TinyModel.assertClose;
import static org.hazelab.methods.hazeflow.TinyModel.cut;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodCatalog;
import org.hazelab.methods.hazeflow.network.FormulaWeights;
import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.hazelab.methods.hazeflow.physics.StepSchedule;
import org.hazelab.methods.hazeflow.physics.TransmissionMap;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dehazes with the smallest network, its weights by formula. */
class HazeFlowMethodTest {

    private static final Method METHOD = new HazeFlowMethod();

    @TempDir
    static Path folder;
    private static Path file;

    @BeforeAll
    static void write() throws HazeLabException {
        file = TinyModel.write(folder);
    }

    private static DehazedImage dehaze(FloatImage hazy, DehazeOptions options) throws HazeLabException {
        return dehaze(hazy, options, DehazeWatcher.NONE);
    }

    private static DehazedImage dehaze(FloatImage hazy, DehazeOptions options, DehazeWatcher watcher)
        throws HazeLabException {
        return TinyModel.dehaze(file, hazy, options, watcher);
    }

    private static FloatImage part(FloatImage image, int width, int height) {
        float[][] planes = new float[image.channels()][width * height];
        for (int c = 0; c < planes.length; c++) {
            for (int y = 0; y < height; y++) {
                System.arraycopy(image.plane(c), y * image.width(), planes[c], y * width, width);
            }
        }
        return FloatImage.of(width, height, image.range(), planes);
    }

    /** The image continued by its mirror image to a multiple of 8. */
    private static FloatImage padded(FloatImage image) {
        int width = (image.width() + 7) / 8 * 8;
        int height = (image.height() + 7) / 8 * 8;
        float[][] planes = new float[image.channels()][width * height];
        for (int c = 0; c < planes.length; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                int x = mirrored(i % width, image.width());
                planes[c][i] = image.plane(c)[mirrored(i / width, image.height()) * image.width() + x];
            }
        }
        return FloatImage.of(width, height, image.range(), planes);
    }

    private static int mirrored(int index, int length) {
        int place = index;
        while (length > 1 && (place < 0 || place >= length)) {
            place = place < 0 ? -place : 2 * (length - 1) - place;
        }
        return length == 1 ? 0 : place;
    }

    @Test
    void isInTheCatalog() throws HazeLabException {
        assertEquals("HazeFlow", MethodCatalog.builtIn().require("hazeflow").title());
    }

    /** One step with all defaults is the authors' sampler: the estimated airlight, and a cut at the end alone. */
    @ParameterizedTest
    @CsvSource({"48, 32", "1, 1", "2, 9", "21, 13", "64, 3"})
    void dehazesImagesOfAnySizeAsTheAuthorsSampler(int width, int height) throws HazeLabException {
        FloatImage hazy = image(width, height, 3);
        DehazedImage result = dehaze(hazy, DehazeOptions.DEFAULT);
        FloatImage padded = padded(hazy);
        assertClose(part(sampled(padded, DcpSettings.hazeFlow(), 1), width, height), result.image(), 1e-4);
        float[] refined = network(padded, map(padded, DcpSettings.hazeFlow())).get(1).values();
        FloatImage cut = FloatImage.of(padded.width(), padded.height(), ValueRange.UNIT, refined.clone());
        for (int i = 0; i < refined.length; i++) {
            cut.plane(0)[i] = cut(refined[i]);
        }
        assertClose(part(cut, width, height), result.extra(HazeFlowMethod.TRANSMISSION).orElseThrow(), 1e-4);
        assertFalse(result.extra(HazeFlowMethod.DEVIATION).isPresent());
    }

    @Test
    void takesTheMapAndTheStepsThatAreAskedFor() throws HazeLabException {
        FloatImage hazy = image(32, 24, 3);
        DehazeOptions options = DehazeOptions.DEFAULT;
        assertClose(sampled(hazy, DcpSettings.he2011(), 1),
            dehaze(hazy, options.with(HazeFlowOptions.TRANSMISSION_MAP, TransmissionMap.HE)).image(), 1e-4);
        assertClose(sampled(hazy, DcpSettings.hazeFlowTraining(), 1), dehaze(hazy,
            options.with(HazeFlowOptions.TRANSMISSION_MAP, TransmissionMap.AUTHORS_TRAINING)).image(), 1e-4);
        DehazeOptions three = options.with(HazeFlowOptions.STEPS, 3);
        FloatImage authors = dehaze(hazy, three).image();
        assertClose(sampled(hazy, DcpSettings.hazeFlow(), 3), authors, 1e-3);
        FloatImage fixed = dehaze(hazy, three.with(HazeFlowOptions.SCHEDULE, StepSchedule.FIXED)).image();
        assertNotEquals(authors, fixed);
        assertEquals(dehaze(hazy, options).image(),
            dehaze(hazy, options.with(HazeFlowOptions.SCHEDULE, StepSchedule.FIXED)).image());
    }

    /** Numbers of 8 and 16 bits and of floats are in the range that the image says, and stay so. */
    @ParameterizedTest
    @CsvSource({"0, 255", "0, 65535", "-2, 6"})
    void worksInTheRangeOfTheImage(float min, float max) throws HazeLabException {
        FloatImage unit = image(20, 16, 3);
        ValueRange range = new ValueRange(min, max);
        FloatImage result = dehaze(unit.mapRange(range), DehazeOptions.DEFAULT).image();
        assertEquals(range, result.range());
        assertClose(dehaze(unit, DehazeOptions.DEFAULT).image(), result.normalized(), 1e-3);
    }

    @Test
    void seesGrayAsThreeEqualChannelsAndKeepsTransparency() throws HazeLabException {
        FloatImage gray = image(24, 16, 1);
        float[] plane = gray.plane(0);
        FloatImage three = dehaze(FloatImage.of(24, 16, ValueRange.UNIT, plane, plane, plane), DehazeOptions.DEFAULT)
            .image();
        FloatImage one = dehaze(gray, DehazeOptions.DEFAULT).image();
        assertEquals(1, one.channels());
        for (int i = 0; i < plane.length; i++) {
            assertEquals(0.299 * three.plane(0)[i] + 0.587 * three.plane(1)[i] + 0.114 * three.plane(2)[i],
                one.plane(0)[i], 1e-5);
        }
        FloatImage color = image(24, 16, 4);
        FloatImage result = dehaze(color, DehazeOptions.DEFAULT).image();
        assertEquals(4, result.channels());
        assertArrayEquals(color.plane(3), result.plane(3));
        FloatImage opaque = FloatImage.of(24, 16, ValueRange.UNIT, color.plane(0), color.plane(1), color.plane(2));
        assertArrayEquals(dehaze(opaque, DehazeOptions.DEFAULT).image().plane(1), result.plane(1));
    }

    @Test
    void refusesWhatItCannotDehaze() {
        assertEquals("The image has 2 channels, and HazeFlow dehazes color and gray images",
            assertThrows(HazeLabException.class, () -> dehaze(image(8, 8, 2), DehazeOptions.DEFAULT)).summary());
        FloatImage odd = image(8, 8, 3);
        odd.plane(1)[7] = Float.NaN;
        assertTrue(assertThrows(HazeLabException.class, () -> dehaze(odd, DehazeOptions.DEFAULT)).summary()
            .startsWith("The image has 1 pixels that are not finite"));
    }

    @Test
    void givesMeanAndDeviationOfAugmentations() throws HazeLabException {
        FloatImage hazy = image(24, 16, 3).mapRange(new ValueRange(0, 255));
        List<FloatImage> samples = new ArrayList<>();
        DehazeOptions options = DehazeOptions.DEFAULT.with(HazeFlowOptions.AUGMENTATIONS, 4);
        DehazedImage result = dehaze(hazy, options, new DehazeWatcher() {
            @Override
            public boolean wantsSamples() {
                return true;
            }

            @Override
            public void sample(int index, FloatImage sample) {
                assertEquals(samples.size(), index);
                samples.add(sample);
            }
        });
        assertEquals(4, samples.size());
        assertClose(dehaze(hazy, DehazeOptions.DEFAULT).image(), samples.get(0), 1e-3);
        FloatImage deviation = result.extra(HazeFlowMethod.DEVIATION).orElseThrow();
        for (int i = 0; i < hazy.pixels(); i++) {
            double mean = 0;
            for (FloatImage sample : samples) {
                mean += sample.plane(2)[i] / 4;
            }
            double squares = 0;
            for (FloatImage sample : samples) {
                squares += Math.pow(sample.plane(2)[i] - mean, 2);
            }
            assertEquals(mean, result.image().plane(2)[i], 1e-3);
            assertEquals(Math.sqrt(squares / 3), deviation.plane(2)[i], 1e-3);
        }
        assertEquals(result, dehaze(hazy, options));
        assertNotEquals(result, dehaze(hazy, options.withSeed(7)));
    }

    @Test
    void undoesWhatAugmentationsChange() {
        float[] plane = image(5, 3, 1).plane(0);
        for (int way = 0; way < 8; way++) {
            Augmentation augmentation = new Augmentation(way, 1.25);
            float[] changed = augmentation.changed(plane, 3, 5);
            assertArrayEquals(plane, augmentation.undone(changed, 3, 5), 1e-6f);
            assertArrayEquals(new Augmentation(way, 1).changed(plane, 3, 5),
                new Augmentation(way, 1).changed(new Augmentation(way, 2).turnedBack(
                    new Augmentation(way, 1).changed(plane, 3, 5), 3, 5), 3, 5));
        }
        // Columns flipped, then rows and columns exchanged: the first row becomes the first column, from below.
        assertArrayEquals(new float[] {3, 6, 2, 5, 1, 4},
            new Augmentation(5, 1).changed(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    }

    @Test
    void refusesTilesThatDoNotFitAndAdvises() throws HazeLabException {
        assertEquals("The tile has 34 pixels a side, which is no multiple of 4. Choose 32, or 0 for 512.",
            assertThrows(HazeLabException.class,
                () -> METHOD.check(DESCRIPTION, DehazeOptions.DEFAULT.withTiles(34, 0.5, 0))).getMessage());
        assertEquals(List.of(), METHOD.advice(DESCRIPTION, DehazeOptions.DEFAULT));
        assertEquals(2,
            METHOD.advice(DESCRIPTION, DehazeOptions.DEFAULT.withTiles(32, 0.5, 0).withNormalized(true)).size());
        assertThrows(HazeLabException.class,
            () -> METHOD.check(DESCRIPTION, DehazeOptions.DEFAULT.with(HazeFlowOptions.STEPS, 0)));
    }

    @ParameterizedTest
    @CsvSource({"width,6", "width,100000", "multipliers,''", "multipliers,'1,99'", "blocks,0", "attention_level,7"})
    void refusesDescriptionsThatAreOfNoNetwork(String key, String value) throws HazeLabException {
        assertEquals(SHAPE, HazeFlowModel.of(DESCRIPTION).shape());
        ModelDescription damaged = new ModelDescription("hazeflow", DESCRIPTION.configuration().with(key, value),
            ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY);
        assertTrue(assertThrows(HazeLabException.class, () -> METHOD.check(damaged, DehazeOptions.DEFAULT)).summary()
            .startsWith("The model is damaged: "));
    }

    @Test
    void exportsTheSameBytesAndComputesTheSame() throws HazeLabException {
        try (ModelFile model = ModelFile.open(file)) {
            byte[] archive = METHOD.torchScript(model, Progress.NONE);
            assertArrayEquals(archive, METHOD.torchScript(model, Progress.NONE));
            FloatTensor hazy = FormulaWeights.hazy(16, 24);
            FloatTensor t = FormulaWeights.transmission(16, 24);
            try (ScriptModule module = ScriptModule.load(FormulaWeights.cpu(), archive, Progress.NONE)) {
                var network = HazeFlowNetwork.toInfer(SHAPE);
                try (ScriptModule own = FormulaWeights.load(network, FormulaWeights.of(network), Order.ROWS)) {
                    assertArrayEquals(FormulaWeights.call(own, HazeFlowNetwork.INFER, hazy, t).get(0).values(),
                        FormulaWeights.call(module, HazeFlowNetwork.FORWARD, hazy, t).get(0).values(), 1e-5f);
                }
            }
        }
    }

    @Test
    void namesWeightsThatAreMissing() throws HazeLabException {
        Path damaged = folder.resolve("damaged.safetensors");
        Map<String, FloatTensor> weights = FormulaWeights.all(HazeFlowNetwork.parameters(SHAPE));
        weights.remove("module.all_modules.3.Conv_0.bias");
        ModelFile.write(damaged, false, DESCRIPTION, weights, Progress.NONE);
        try (ModelFile model = ModelFile.open(damaged)) {
            assertEquals("The model's weights do not fit its network: module.all_modules.3.Conv_0.bias is missing",
                assertThrows(HazeLabException.class, () -> METHOD.open(model, DehazeOptions.DEFAULT,
                    FormulaWeights.cpu(), Progress.NONE)).summary());
        }
    }
}
