// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazematching;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.knime.nodes.dehaze.DehazeNodeFactory;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.RecordingMonitor;
import org.hazelab.knime.nodes.testing.RecordingMonitor.Report;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.TestInput;
import org.hazelab.knime.nodes.testing.TestModel;
import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.runtime.file.ModelFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.data.image.png.PNGImageValue;

/** The smallest network and crops throughout, so that a training takes a second. */
class TrainHazeMatchingTest {

    private static final String CHECKPOINT = "knime://knime.workflow/data/checkpoint.safetensors";

    private final NodeTester tester = new NodeTester(new TrainHazeMatchingNodeFactory()).set("preset", "CUSTOM")
        .set("network", "SIZE_28").set("patch", 16).set("crops", 2).set("batch", 2).set("epochs", 2)
        .set("device", "cpu")
        .set("threads", 1).set("validationShare", 0.0);

    TrainHazeMatchingTest() throws IOException {
        Files.createDirectories(tester.workflow().resolve("data"));
    }

    @AfterEach
    void close() throws IOException {
        tester.close();
    }

    private static FloatImage image(int width, int height, long seed) {
        RandomStream random = RandomStream.of(seed);
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(256);
        }
        return FloatImage.of(width, height, ValueRange.UINT8, values);
    }

    private static TestTable table() {
        return TestTable.of("hazy", IMAGE, "clean", IMAGE);
    }

    private static TestTable pairs(int count, long seed) {
        TestTable table = table();
        for (int i = 0; i < count; i++) {
            table.row("Row" + i, image(16 + i, 20, seed + 2 * i), image(16 + i, 20, seed + 2 * i + 1));
        }
        return table;
    }

    private static ModelPortObject model(Outcome outcome) {
        return (ModelPortObject)outcome.others().get(0);
    }

    @Test
    void givesAModelItsHistoryAndTheLossCurve() throws HazeLabException {
        Outcome outcome = tester.execute(pairs(2, 1));
        outcome.isQuiet();
        ResultTable history = outcome.table();
        assertEquals(List.of("epoch", "training_loss", "validation_loss", "seconds", "best"), history.columns());
        assertEquals(List.of("Epoch1", "Epoch2"), history.keys());
        assertEquals(2, history.whole(1, "epoch"));
        // Clean and noise of variance 1 each, and a network that has learned next to nothing: the draws decide alone.
        assertEquals(2, history.number(0, "training_loss"), 0.5);
        assertEquals("There are no images for validation", history.reason(0, "validation_loss"));
        assertTrue(history.number(0, "seconds") >= 0);
        assertTrue(history.truth(0, "best"));
        PNGImageContent curve =
            (PNGImageContent)((PNGImageValue)((ImagePortObject)outcome.others().get(1)).toDataCell())
                .getImageContent();
        assertEquals(800, curve.getPreferredSize().width);
        assertEquals(600, curve.getPreferredSize().height);
        try (ModelFile file = ModelFile.open(model(outcome).file())) {
            assertEquals(model(outcome).description(), file.description());
            assertEquals(28, HazeMatchingModel.of(file.description()).imageSize());
            assertTrue(HazeMatchingModel.of(file.description()).normalization().isPresent());
        }
    }

    @Test
    void trainsWithGreySavedAsColourAndWithTheChosenChannel() {
        FloatImage hazy = image(16, 20, 1);
        FloatImage clean = image(16, 20, 2);
        double grey = tester.execute(table().row("a", hazy, clean)).table().number(1, "training_loss");
        FloatImage rgb = FloatImage.of(16, 20, hazy.range(), hazy.plane(0), hazy.plane(0), hazy.plane(0));
        Outcome equal = tester.execute(table().row("a", rgb, clean));
        equal.isQuiet();
        assertEquals(grey, equal.table().number(1, "training_loss"));
        FloatImage colour = FloatImage.of(16, 20, hazy.range(), clean.plane(0), hazy.plane(0));
        String failure = tester.set("misfits", "FAIL").execute(table().row("a", colour, clean)).failure();
        assertTrue(failure.contains("The hazy image has 2 channels that differ"), failure);
        assertEquals(grey, tester.set("channel", "CHANNEL_2").execute(table().row("a", colour, clean)).table()
            .number(1, "training_loss"));
    }

    @Test
    void promisesTheConfigurationOfTheModel() {
        tester.set("timePoints", 7).set("normalization", "NEURON");
        ModelPortObjectSpec spec = (ModelPortObjectSpec)tester.configure(table().spec()).specs().get(0);
        assertEquals("{image_size=28, patch=16, time_points=7}", spec.description().configuration().toString());
        assertEquals("37881.363", spec.description().normalization().texts().get("target_mean"));
    }

    @Test
    void itsModelCanBeChosenForDehazeBeforeItIsTrained() throws IOException {
        PortObjectSpec planned = tester.configure(table().spec()).specs().get(0);
        try (NodeTester dehaze = new NodeTester(new DehazeNodeFactory()).set("imageColumn", "hazy")) {
            DataTableSpec dehazed = (DataTableSpec)dehaze.configure(table().spec(), planned).specs().get(0);
            assertEquals(List.of("hazy", "clean", "dehazed", "standard_deviation"), List.of(dehazed.getColumnNames()));
        }
    }

    @Test
    void takesTheSmallSettingsForTheNetworkOfTheirOwn() {
        ModelPortObjectSpec spec =
            (ModelPortObjectSpec)tester.set("preset", "SMALL").configure(table().spec()).specs().get(0);
        assertEquals(Integer.toString(SmallPreset.SIZE), spec.description().configuration().texts().get("image_size"));
        spec = (ModelPortObjectSpec)tester.set("preset", "AUTHORS").configure(table().spec()).specs().get(0);
        assertEquals("{image_size=128, patch=128, time_points=20}", spec.description().configuration().toString());
        assertEquals("{}", spec.description().normalization().toString());
    }

    @Test
    void tellsEpochLossAndNothingElse() {
        List<Report> reports = tester.execute(pairs(2, 1)).monitor().reports();
        assertTrue(reports.stream().anyMatch(report -> report.message().equals("Row 2 of 2 (Row1): reading")));
        assertTrue(reports.stream().anyMatch(report -> report.message()
            .matches("Epoch 2 of 2, step 2 of 2: loss [0-9.]+(, [0-9]+ (s|min) left)?")), () -> reports.toString());
    }

    @Test
    void validatesOnASecondTableAndTrainsAModelFurther() throws IOException {
        Outcome first = tester.execute(pairs(1, 1));
        first.isQuiet();
        ModelPortObject model = model(first);
        TestInput start = new TestInput() {
            @Override
            public PortObjectSpec spec() {
                return model.getSpec();
            }

            @Override
            public PortObject build(String name, ExecutionContext exec) {
                return model;
            }
        };
        tester.connect("Validation images").connect("Start model").set("network", "SIZE_256");
        Outcome outcome = tester.execute(pairs(1, 7), pairs(2, 9), start);
        outcome.isQuiet();
        assertFalse(outcome.table().isMissing(1, "validation_loss"));
        assertEquals(model.description().normalization(), model(outcome).description().normalization());
        assertEquals(model.description().configuration(), model(outcome).description().configuration());
        assertEquals("true", model(outcome).description().training().texts().get("from_model"));
        assertEquals("2", model(outcome).description().training().texts().get("validation_pairs"));
    }

    @Test
    void goesOnFromTheCheckpointOfACancelledTraining() throws IOException {
        tester.set("checkpoint", CHECKPOINT).set("epochs", 3);
        Outcome cancelled = tester.watch(RecordingMonitor.cancelingAtReport("Epoch 3 of 3, step 1 of 2"))
            .execute(pairs(2, 1));
        assertEquals(Outcome.State.CANCELED, cancelled.state());
        assertTrue(Files.exists(tester.workflow().resolve("data/checkpoint.safetensors")));
        Outcome resumed = tester.execute(pairs(2, 1));
        resumed.isQuiet();
        assertEquals(3, resumed.table().size());
        assertTrue(
            resumed.monitor().reports().stream().noneMatch(report -> report.message().startsWith("Epoch 2 of 3")));
        assertEquals(
            "The checkpoint had all 3 epochs behind it, so nothing was trained. Raise the number of epochs to train "
                + "further.",
            tester.execute(pairs(2, 1)).warning());
        assertTrue(tester.execute(pairs(2, 5)).failure().contains("is of another training: its pixels crc32 is "));
        tester.set("ifCheckpoint", "REPLACE");
        tester.execute(pairs(2, 5)).isQuiet();
    }

    @Test
    void leavesRowsOutAndWarns() {
        TestTable table =
            pairs(1, 1).row("small", image(15, 15, 3), image(15, 15, 4)).row("none", image(16, 16, 5), null);
        assertEquals("In 2 images something is wrong, and the row is left out:\n"
            + "  Row \"small\": The images have 15 x 15 pixels, less than the crops of 16 x 16. Choose smaller crops, "
            + "or "
            + "leave the row out.\n"
            + "  Row \"none\": The image is missing. Filter the row out, or correct what left it empty.",
            tester.execute(table).warning());
        assertTrue(tester.set("misfits", "FAIL").execute(table).failure()
            .startsWith("Row \"small\": The images have 15 x 15"));
    }

    @Test
    void saysThatOnePairCannotBeDivided() {
        assertEquals("There is only one pair, so none is held out for validation.",
            tester.set("validationShare", 0.5).execute(pairs(1, 1)).warning());
    }

    @Test
    void saysWhichBatchFits() {
        assertEquals(
            "A batch of 4096 crops of 1024 x 1024 pixels has more pixels than one tensor can have. Choose a batch size "
                + "of at most 511, or smaller crops. Training fails if an epoch has so many crops.",
            tester.set("patch", 1024).set("batch", 4096).configure(table().spec()).message().getMessage());
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertTrue(tester.set("patch", 18).configure(table().spec()).refusal()
            .startsWith("Crops of 18 pixels do not fit the network for images of 28. Choose a multiple of 4"));
        tester.set("patch", 16).set("device", "tpu");
        assertTrue(
            tester.configure(table().spec()).refusal().startsWith("\"tpu\" from the node's dialog is no device"));
        tester.set("device", "cpu").set("cleanColumn", "hazy");
        assertEquals("The column \"hazy\" is chosen for hazy and for clean images. Choose two different ones.",
            tester.configure(table().spec()).refusal());
        tester.set("cleanColumn", "clean").connect("Start model");
        assertTrue(tester.configure(table().spec(), TestModel.of(10).spec()).refusal()
            .startsWith("The model to start from is of the method \"some-method\", not of HazeMatching."));
    }
}
