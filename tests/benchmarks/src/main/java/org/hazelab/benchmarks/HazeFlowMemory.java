// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.io.ImageFileWriter;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.hazeflow.HazeFlowMethod;
import org.hazelab.methods.hazeflow.HazeFlowModel;
import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.hazelab.methods.hazeflow.network.HazeFlowSize;
import org.hazelab.operations.models.DehazeImages;
import org.hazelab.operations.models.NormalizationChoice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.Precision;

/**
 * The most memory that a process takes which reads a photograph, dehazes it with a new HazeFlow network, and writes the
 * result and the transmission as PNG; on Linux, where the kernel keeps count of it.
 *
 * <p>Takes the number of threads (0 for all), the size of the network, the precision, and the photograph.
 */
public final class HazeFlowMemory {

    private static final String PEAK = "VmHWM";

    private HazeFlowMemory() {
    }

    /** See above. */
    public static void main(String[] args) throws HazeLabException, IOException {
        Path folder = Files.createTempDirectory("hazelab");
        Path file = folder.resolve("model.safetensors");
        HazeFlowModel model = new HazeFlowModel(HazeFlowSize.valueOf(args[1].toUpperCase(Locale.ROOT)).shape());
        ModelFile.write(file, true, model.description(ModelEntries.EMPTY, ModelEntries.EMPTY),
            HazeFlowNetwork.toInfer(model.shape()).initialWeights(1), Progress.NONE);
        DehazeOptions options =
            DehazeOptions.DEFAULT.withPrecision(Precision.valueOf(args[2].toUpperCase(Locale.ROOT)));
        DehazeImages.Config config = new DehazeImages.Config(options, DehazeImages.Units.CLEAN,
            DehazeImages.Shown.AS_HAZY, NormalizationChoice.OF_MODEL, Optional.empty());
        try (DehazeImages operation =
            DehazeImages.open(file, config, RuntimeSettings.resolve("cpu", Integer.parseInt(args[0]), ""),
                Progress.NONE)) {
            System.out.println("opened: " + peak());
            FloatImage hazy = ImageFileReader.read(Path.of(args[3]));
            System.out.println("read: " + peak());
            long begin = System.nanoTime();
            DehazedImage result = operation.run(hazy, 0, new DehazeWatcher() {
                @Override
                public void doubt(String kind, String detail) {
                    System.out.println(kind + ": " + detail);
                }
            }, Progress.NONE);
            System.out.printf(Locale.ROOT, "dehazed in %.1f s: %s%n", (System.nanoTime() - begin) * 1e-9, peak());
            write(result.image(), folder);
            write(result.extra(HazeFlowMethod.TRANSMISSION).orElseThrow(), folder);
            System.out.println("written: " + peak());
        }
        Files.delete(file);
        Files.delete(folder);
        System.exit(0);
    }

    private static void write(FloatImage image, Path folder) throws HazeLabException, IOException {
        Path file = folder.resolve("image.png");
        ImageFileWriter.write(image, file, ImageFileWriter.Options.of(ImageFileWriter.Format.PNG8), Progress.NONE);
        Files.delete(file);
    }

    private static String peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith(PEAK))
            .findFirst().orElse("not known here");
    }
}
