// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.everynode;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.hazelab.knime.nodes.testing.TestTable.PNG;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.knime.nodes.testing.DehazingModel;
import org.hazelab.knime.nodes.testing.ImageFiles;
import org.hazelab.knime.nodes.testing.ImageFiles.Samples;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.RecordingMonitor;
import org.hazelab.knime.nodes.testing.TestInput;
import org.hazelab.knime.nodes.testing.TestModel;
import org.hazelab.knime.nodes.testing.TestTable;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultNodeFactory;

/** A node with inputs on which its default settings work, and with files for it to read. */
final class Example implements AutoCloseable {

    private final NodeTester tester;
    private final String name;
    private final TestInput[] inputs;

    private Example(final DefaultNodeFactory factory, final TestInput... inputs) {
        this.tester = new NodeTester(factory);
        this.name = factory.getClass().getSimpleName();
        this.inputs = inputs;
    }

    static Example of(final DefaultNodeFactory factory) {
        return switch (factory.getClass().getSimpleName()) {
            case "ImageReaderNodeFactory", "ModelReaderNodeFactory", "SpecimenGeneratorNodeFactory" ->
                new Example(factory);
            case "ModelWriterNodeFactory" -> new Example(factory, TestModel.of(3_000_000));
            case "DehazeNodeFactory" -> new Example(factory, TestTable.of("image", IMAGE, "name", StringCell.TYPE),
                DehazingModel.untrained());
            case "ImageWriterNodeFactory", "HazeSynthesizerNodeFactory", "DcpTransmissionNodeFactory",
                "CsvWriterNodeFactory", "ScoreMetricsNodeFactory" -> new Example(factory, images());
            case "TrainHazeMatchingNodeFactory" -> new Example(factory,
                TestTable.of("hazy", IMAGE, "clean", IMAGE)).quickly();
            case "TrainHazeFlowNodeFactory" ->
                new Example(factory, TestTable.of("clean", IMAGE), TestTable.of("image", IMAGE)).inMiniature();
            case "CalibrationNodeFactory" ->
                new Example(factory, TestTable.of("mean", IMAGE, "std", IMAGE, "truth", IMAGE));
            default -> throw new AssertionError("Give the new node " + factory.getClass().getName()
                + " an input here, so that what every node has to keep is tested with it.");
        };
    }

    /** The smallest network and crops there are: every other setting takes minutes. */
    private Example quickly() {
        tester.set("preset", "CUSTOM").set("network", "SIZE_28").set("patch", 16).set("crops", 1).set("batch", 1)
            .set("epochs", 2).set("device", "cpu").set("threads", 1);
        return this;
    }

    /** All stages of the smallest network. */
    private Example inMiniature() {
        tester.connect("Real hazy images").set("preset", "CUSTOM").set("network", "TINY").set("crop", 16)
            .set("maps", 1).set("device", "cpu").set("threads", 1);
        for (String stage : List.of("pretrain", "reflow", "distillation")) {
            tester.set(stage, true).set(stage + "Epochs", 2).set(stage + "Steps", 1).set(stage + "Batch", 1);
        }
        return this;
    }

    /** What a node with its default settings warns of, as the start of the sentence; empty for most. */
    String warning() {
        return switch (name) {
            case "ScoreMetricsNodeFactory" -> "No reference is given, so these metrics have no scores: psnr, ";
            case "CalibrationNodeFactory" -> "No test images are connected: ";
            default -> "";
        };
    }

    private static TestTable images() {
        return TestTable.of("image", IMAGE, "name", StringCell.TYPE, "number", DoubleCell.TYPE, "count", IntCell.TYPE,
            "png", PNG);
    }

    /** Fills the input table, or writes the files that the node reads. */
    Example withData() throws IOException {
        if (name.equals("CalibrationNodeFactory")) {
            tables().get(0).row("Row0", Pictures.uncertain(90, 70, 1)).row("Row1", Pictures.uncertain(60, 80, 2));
            return this;
        }
        if (name.equals("TrainHazeFlowNodeFactory")) {
            tables().get(0).row("Row0", Pictures.hazy(24, 20));
            tables().get(1).row("Row0", Pictures.hazy(20, 24));
            return this;
        }
        for (TestTable table : tables()) {
            if (inputColumns().contains("hazy")) {
                table.row("Row0", grey(20, 16, 1), grey(20, 16, 2)).row("Row1", grey(16, 18, 3), grey(16, 18, 4));
                continue;
            }
            if (name.equals("DehazeNodeFactory")) {
                // One window each: a network is evaluated, which takes its time.
                table.row("Row0", Pictures.pattern(14, 9, 1), "a").row("Row1", Pictures.pattern(6, 16, 1), "b");
                continue;
            }
            FloatImage one = Pictures.hazy(90, 70);
            FloatImage other = Pictures.hazy(60, 80);
            table.row("Row0", one, "a", 0.5, 1, TestTable.png(one, 8));
            table.row("Row1", other, "b", 0.25, 2, TestTable.png(other, 8));
        }
        if (name.equals("ImageReaderNodeFactory")) {
            Path data = tester.workflow().resolve("data");
            ImageFiles.png(data.resolve("a.png"), Pictures.hazy(90, 70));
            ImageFiles.pages(data.resolve("b.tif"), Samples.UINT16, Pictures.pattern16(60, 80, 1),
                Pictures.pattern16(60, 80, 1));
            ImageFiles.write(data.resolve("c.jpg"), "jpeg", Samples.UINT8, Pictures.hazy(60, 80));
            ImageFiles.write(data.resolve("d.bmp"), "bmp", Samples.UINT8, Pictures.hazy(60, 80));
        }
        if (name.equals("ModelReaderNodeFactory")) {
            TestModel.of(3_000_000).write(tester.workflow().resolve("data/model.safetensors"));
        }
        return this;
    }

    private static FloatImage grey(final int width, final int height, final int factor) {
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = factor * 37 * i % 251;
        }
        return FloatImage.of(width, height, ValueRange.UINT8, values);
    }

    private List<TestTable> tables() {
        return Stream.of(inputs).filter(TestTable.class::isInstance).map(TestTable.class::cast).toList();
    }

    NodeTester tester() {
        return tester;
    }

    PortObjectSpec[] specs() {
        return Stream.of(inputs).map(TestInput::spec).toArray(PortObjectSpec[]::new);
    }

    /** The names of all columns that come in. */
    List<String> inputColumns() {
        return tables().stream().flatMap(table -> Stream.of(table.spec().getColumnNames())).toList();
    }

    Outcome configure() {
        return tester.configure(specs());
    }

    Outcome execute() {
        return tester.execute(inputs);
    }

    Outcome execute(final RecordingMonitor monitor) {
        return tester.watch(monitor).execute(inputs);
    }

    @Override
    public void close() throws IOException {
        tester.close();
    }
}
