// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazeflow;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.knime.nodes.dehaze.DehazeNodeFactory;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.testing.DehazingModel;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.RecordingMonitor;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.TestInput;
import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.methods.hazeflow.HazeFlowModel;
import org.hazelab.methods.hazeflow.network.HazeFlowSize;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.runtime.file.ModelFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** The smallest network, crops of 16 pixels and epochs of one step, so that a training takes a second. */
class TrainHazeFlowTest {

    private static final String CHECKPOINT = "knime://knime.workflow/data/checkpoint.safetensors";
    private static final List<String> STAGES = List.of("pretrain", "reflow", "distillation");

    private final NodeTester tester = new NodeTester(new TrainHazeFlowNodeFactory()).set("preset", "CUSTOM")
        .set("network", "TINY").set("crop", 16).set("maps", 1).set("device", "cpu").set("threads", 1)
        .set("perceptual", "STRUCTURE").set("cleanColumn", "clean").set("pretrainWarmUp", 1);

    TrainHazeFlowTest() throws IOException {
        for (String stage : STAGES) {
            tester.set(stage + "Epochs", 2).set(stage + "Steps", 1).set(stage + "Batch", 2);
        }
        Files.createDirectories(tester.workflow().resolve("data"));
        stages("pretrain");
    }

    @AfterEach
    void close() throws IOException {
        tester.close();
    }

    private void stages(String... on) {
        STAGES.forEach(stage -> tester.set(stage, List.of(on).contains(stage)));
    }

    private static TestTable clean() {
        return TestTable.of("clean", IMAGE).row("a", Pictures.hazy(24, 20)).row("b", Pictures.hazy(18, 30));
    }

    private static TestTable hazy() {
        return TestTable.of("image", IMAGE).row("a", Pictures.hazy(20, 24));
    }

    private static TestTable pairs(int count) {
        TestTable table = TestTable.of("hazy", IMAGE, "clean", IMAGE);
        for (int i = 0; i < count; i++) {
            table.row("Pair" + i, Pictures.hazy(20 + i, 24), Pictures.pattern(20 + i, 24, 3));
        }
        return table;
    }

    private static ModelPortObject model(Outcome outcome) {
        return (ModelPortObject)outcome.others().get(0);
    }

    private static TestInput input(ModelPortObject model) {
        return new TestInput() {
            @Override
            public PortObjectSpec spec() {
                return model.getSpec();
            }

            @Override
            public PortObject build(String name, ExecutionContext exec) {
                return model;
            }
        };
    }

    private static String entry(Outcome outcome, String key) {
        return model(outcome).description().training().texts().get(key);
    }

    @Test
    void pretrainsOnCleanImagesAlone() throws HazeLabException {
        Outcome outcome = tester.execute(clean());
        outcome.isQuiet();
        ResultTable history = outcome.table();
        assertEquals(List.of("epoch", "training_loss", "training_velocity", "training_structure",
            "training_transmission", "validation_error", "validation_psnr", "validation_ssim", "seconds", "best"),
            history.columns());
        assertEquals(List.of("Epoch1", "Epoch2"), history.keys());
        double sum = history.number(1, "training_velocity") + history.number(1, "training_structure")
            + 0.5 * history.number(1, "training_transmission");
        assertEquals(sum, history.number(1, "training_loss"), 1e-5 * sum);
        assertEquals("There are no images for validation", history.reason(1, "validation_psnr"));
        try (ModelFile file = ModelFile.open(model(outcome).file())) {
            assertEquals(model(outcome).description(), file.description());
            assertEquals(HazeFlowSize.TINY.shape(), HazeFlowModel.of(file.description()).shape());
        }
        assertEquals("2", entry(outcome, "clean_images"));
        assertEquals("ramp, far top", entry(outcome, "depth"));
    }

    @Test
    void trainsAllStagesAndDehazes() throws IOException {
        stages("pretrain", "reflow", "distillation");
        Outcome outcome = tester.connect("Real hazy images").execute(clean(), hazy());
        outcome.isQuiet();
        ResultTable history = outcome.table();
        assertEquals(List.of("Pretrain Epoch1", "Pretrain Epoch2", "Reflow Epoch1", "Reflow Epoch2",
            "Distillation Epoch1", "Distillation Epoch2"), history.keys());
        assertEquals("Reflow", history.text(2, "stage"));
        assertFalse(history.isMissing(2, "training_velocity"));
        assertTrue(history.isMissing(2, "training_transmission"));
        assertEquals("This stage has no such loss", history.reason(4, "training_velocity"));
        assertEquals("pretrain,reflow,distillation", entry(outcome, "stages"));
        try (NodeTester dehaze = new NodeTester(new DehazeNodeFactory()).set("device", "cpu")) {
            ResultTable dehazed = dehaze.execute(hazy(), input(model(outcome))).tables().get(0);
            assertEquals(List.of("image", "dehazed", "transmission", "standard_deviation"), dehazed.columns());
            assertEquals(3, dehazed.image(0, "dehazed").channels());
            assertEquals(1, dehazed.image(0, "transmission").channels());
            assertTrue(dehazed.isMissing(0, "standard_deviation"));
            dehaze.set("hazeFlow/augmentations", 2).set("hazeFlow/map", "TRAINING").set("putOutSamples", true);
            List<ResultTable> twice = dehaze.execute(hazy(), input(model(outcome))).tables();
            assertFalse(twice.get(0).isMissing(0, "standard_deviation"));
            assertEquals(2, twice.get(1).size());
        }
    }

    @Test
    void trainsOnPairsAndScoresTheHeldOutOnes() {
        stages("pretrain", "distillation");
        Outcome outcome = tester.connect("Pairs").set("validationShare", 0.3).execute(clean(), pairs(3));
        outcome.isQuiet();
        assertEquals("2", entry(outcome, "pairs"));
        assertEquals("1", entry(outcome, "validation_pairs"));
        ResultTable history = outcome.table();
        for (int epoch = 0; epoch < 4; epoch++) {
            double psnr = history.number(epoch, "validation_psnr");
            assertEquals(Math.pow(10, -psnr / 20), history.number(epoch, "validation_error"), 1e-6);
            assertTrue(Math.abs(history.number(epoch, "validation_ssim")) <= 1);
        }
    }

    /** Tables at several optional inputs are told from each other by the inputs, not by their order. */
    @Test
    void knowsWhichTableIsWhich() throws IOException {
        stages("pretrain", "reflow");
        tester.connect("Validation pairs").connect("Real hazy images");
        Outcome outcome = tester.execute(clean(), hazy(), pairs(2));
        outcome.isQuiet();
        assertEquals("1", entry(outcome, "hazy_images"));
        assertEquals("0", entry(outcome, "pairs"));
        assertEquals("2", entry(outcome, "validation_pairs"));
        try (NodeTester other = new NodeTester(new TrainHazeFlowNodeFactory())) {
            other.connect("Validation pairs").set("reflow", true);
            assertTrue(other.configure(clean().spec(), pairs(1).spec()).refusal()
                .startsWith("There are no real hazy images. Reflow and Distillation train on real haze."));
        }
    }

    @Test
    void takesDepthFromAColumn() {
        float[] far = new float[24 * 20];
        for (int i = 0; i < far.length; i++) {
            far[i] = i % 24;
        }
        FloatImage grey = FloatImage.of(24, 20, ValueRange.UINT8, far);
        FloatImage rgb = FloatImage.of(24, 20, ValueRange.UINT8, far, far, far);
        tester.set("depth", "COLUMN").set("depthColumn", "depth");
        List<Double> losses = new ArrayList<>();
        for (FloatImage map : List.of(grey, rgb)) {
            TestTable table = TestTable.of("clean", IMAGE, "depth", IMAGE).row("a", Pictures.hazy(24, 20), map);
            Outcome outcome = tester.execute(table);
            outcome.isQuiet();
            assertEquals("maps, near is large", entry(outcome, "depth"));
            losses.add(outcome.table().number(1, "training_loss"));
        }
        assertEquals(losses.get(0), losses.get(1));
        TestTable table = TestTable.of("clean", IMAGE, "depth", IMAGE).row("a", Pictures.hazy(24, 20), grey);
        Outcome other = tester.set("nearIs", "SMALL").execute(table);
        assertEquals("maps, near is small", entry(other, "depth"));
        assertFalse(losses.contains(other.table().number(1, "training_loss")));
        assertEquals("relief", entry(tester.set("depth", "RELIEF").execute(clean()), "depth"));
    }

    @Test
    void recordsWhatWasChosen() {
        stages("pretrain", "reflow");
        Outcome outcome = tester.connect("Real hazy images").set("haze", "REALISTIC").set("patchy", false)
            .set("airlight", "OF_HAZE").set("reflowTarget", "PAPER").set("colorWeight", 1.0).set("start", "AVERAGED")
            .set("transmissionWeight", 2.0).execute(clean(), hazy());
        outcome.isQuiet();
        assertEquals("realistic", entry(outcome, "haze"));
        assertEquals("false", entry(outcome, "non_homogeneous"));
        assertEquals("true", entry(outcome, "velocity_airlight"));
        assertEquals("clean", entry(outcome, "reflow_target"));
        assertEquals("averaged", entry(outcome, "student_start"));
        assertEquals("2", entry(outcome, "transmission_weight"));
        assertEquals("smoke", entry(tester.set("haze", "SMOKE").execute(clean(), hazy()), "haze"));
        assertTrue(outcome.table().columns().contains("training_color"));
    }

    @Test
    void goesOnFromTheCheckpointOfAStageInTheMiddle() throws IOException {
        stages("pretrain", "reflow", "distillation");
        tester.connect("Real hazy images");
        ModelPortObject whole = model(tester.execute(clean(), hazy()));
        byte[] wholeBytes = weights(whole);
        tester.set("checkpoint", CHECKPOINT);
        Outcome cancelled = tester.watch(RecordingMonitor.cancelingAtReport("Reflow: Epoch 2 of 2, step 1 of 1"))
            .execute(clean(), hazy());
        assertEquals(Outcome.State.CANCELED, cancelled.state());
        Outcome resumed = tester.execute(clean(), hazy());
        resumed.isQuiet();
        assertEquals(6, resumed.table().size());
        assertTrue(resumed.monitor().reports().stream()
            .noneMatch(report -> report.message().startsWith("Pretrain: Epoch")));
        assertArrayEquals(wholeBytes, weights(model(resumed)));
        assertTrue(tester.set("seed", 7L).execute(clean(), hazy()).failure().contains("is of another training"));
    }

    /** The bytes of the tensors, without the header, which has the time that the training took. */
    private static byte[] weights(ModelPortObject model) throws IOException {
        byte[] all = Files.readAllBytes(model.file());
        long header = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return Arrays.copyOfRange(all, (int)(8 + header), all.length);
    }

    @Test
    void trainsAModelFurtherWithoutPretrain() {
        Outcome first = tester.execute(clean());
        stages("distillation");
        tester.connect("Real hazy images").connect("Start model").set("network", "PAPER");
        Outcome outcome = tester.execute(hazy(), hazy(), input(model(first)));
        outcome.isQuiet();
        assertEquals("distillation", entry(outcome, "stages"));
        assertEquals("true", entry(outcome, "from_model"));
        assertEquals(model(first).description().configuration(), model(outcome).description().configuration());
    }

    @Test
    void itsModelCanBeChosenForDehazeBeforeItIsTrained() throws IOException {
        PortObjectSpec planned = tester.configure(clean().spec()).specs().get(0);
        assertEquals("hazeflow", ((ModelPortObjectSpec)planned).description().method());
        try (NodeTester dehaze = new NodeTester(new DehazeNodeFactory()).set("imageColumn", "clean")) {
            DataTableSpec dehazed = (DataTableSpec)dehaze.configure(clean().spec(), planned).specs().get(0);
            assertEquals(List.of("clean", "dehazed", "transmission", "standard_deviation"),
                List.of(dehazed.getColumnNames()));
        }
    }

    @Test
    void theDefaultsOfTheStagesAreTheAuthors() throws InvalidSettingsException, HazeLabException {
        TrainHazeFlowNodeParameters p = new TrainHazeFlowNodeParameters();
        p.reflow = true;
        p.distillation = true;
        p.preset = StageParameters.Preset.AUTHORS;
        HazeFlowSettings published = TrainHazeFlowConversion.recipe(p).settings();
        p.preset = StageParameters.Preset.CUSTOM;
        p.network = StageParameters.NetworkSize.PAPER;
        p.validate();
        assertEquals(published, TrainHazeFlowConversion.recipe(p).settings());
    }

    @Test
    void leavesRowsOutAndWarns() {
        TestTable table = clean().row("none", new Object[] {null});
        assertTrue(tester.execute(table).warning().contains("Row \"none\": The image is missing."));
        assertTrue(tester.set("misfits", "FAIL").execute(table).failure().startsWith("Row \"none\": The image is"));
    }

    @Test
    void saysWhichInputsAreNotRead() {
        tester.connect("Real hazy images").connect("Pairs");
        assertEquals("Real hazy images and Pairs will not be read, since Reflow and Distillation are off.",
            tester.configure(clean().spec(), hazy().spec(), pairs(1).spec()).message().getMessage());
        // the columns of a table that is not read are nothing to ask for
        assertEquals(Outcome.State.CONFIGURED,
            tester.configure(clean().spec(), clean().spec(), hazy().spec()).state());
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertTrue(tester.set("crop", 18).configure(clean().spec()).refusal()
            .startsWith("Crops of 18 pixels do not fit the network. Choose a multiple of 4"));
        tester.set("crop", 16).set("cleanColumn", "gone");
        assertEquals("The input table has no column \"gone\". Choose another clean column in the dialog.",
            tester.configure(clean().spec()).refusal());
        tester.set("cleanColumn", "clean").set("depth", "COLUMN").set("depthColumn", "clean");
        assertEquals("The column \"clean\" is chosen for clean and for depth images. Choose two different ones.",
            tester.configure(clean().spec()).refusal());
        tester.set("depth", "RAMP").set("perceptual", "LPIPS")
            .set("weightsFolder", tester.workflow().resolve("data").toString());
        String refusal = tester.configure(clean().spec()).refusal();
        assertTrue(refusal.contains("VGG") && refusal.contains("the node's dialog"), refusal);
        tester.set("perceptual", "STRUCTURE");
        stages();
        assertEquals("No stage is chosen. Choose Pretrain, or another stage, or several.",
            tester.configure(clean().spec()).refusal());
        stages("reflow");
        tester.connect("Real hazy images");
        refusal = tester.configure(clean().spec(), hazy().spec()).refusal();
        assertTrue(refusal.startsWith("Reflow needs a model that has been trained, and there is none. Train Pretrain"),
            refusal);
        tester.connect("Start model");
        refusal = tester.configure(clean().spec(), hazy().spec(), DehazingModel.untrained().spec()).refusal();
        assertTrue(refusal.startsWith("The training is of the method") || refusal.contains("HazeFlow"), refusal);
    }
}
