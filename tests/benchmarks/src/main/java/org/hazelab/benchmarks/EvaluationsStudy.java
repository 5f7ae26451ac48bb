// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.synthesis.recipe.Interval;
import org.hazelab.imaging.microscopy.Camera;
import org.hazelab.imaging.microscopy.Optics;
import org.hazelab.imaging.microscopy.Specimens;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.methods.hazematching.HazeMatchingMethod;
import org.hazelab.methods.hazematching.HazeMatchingOptions;
import org.hazelab.methods.hazematching.NoiseMode;
import org.hazelab.methods.hazematching.Solver;
import org.hazelab.methods.hazematching.TimeGrid;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.TableMetric;
import org.hazelab.metrics.calibration.CalibrationFactors;
import org.hazelab.metrics.calibration.CalibrationStatistics;
import org.hazelab.metrics.calibration.CalibrationVariant;
import org.hazelab.metrics.calibration.Reliability;
import org.hazelab.metrics.image.DataRange;
import org.hazelab.metrics.image.MetricInput;
import org.hazelab.operations.haze.GenerateSpecimens;
import org.hazelab.operations.haze.SynthesizeMicroscopeHaze;
import org.hazelab.operations.models.DehazeImages;
import org.hazelab.operations.models.NormalizationChoice;
import org.hazelab.runtime.RuntimeSettings;

/**
 * How good HazeMatching is with few evaluations of the network, on frames as example 04 has them: a table of scores
 * against solver, spacing and evaluations; or how visible the borders of tiles are against
 * the share of a tile that is kept.
 *
 * <p>Takes {@code scores} or {@code seams}, the model file, the number of frames, their side, the number of samples,
 * and for scores any number of settings such as {@code EULER,EVEN,20} (solver, spacing, time points), for seams one
 * setting and any number of shares of a tile. {@link EvaluationsPlot} draws the table of scores.
 */
public final class EvaluationsStudy {

    /** Of the specimens and haze of the held-out frames of example 04. */
    private static final int SEED = 3;
    private static final int SLICES = 31;
    /** Of the example's model. */
    private static final int TILE = 32;

    private final Path model;
    private final List<SynthesizeMicroscopeHaze.Result> frames = new ArrayList<>();
    private final int samples;

    private EvaluationsStudy(Path model, int count, int side, int samples) throws HazeLabException {
        this.model = model;
        this.samples = samples;
        GenerateSpecimens specimens = new GenerateSpecimens(
            new GenerateSpecimens.Config(new Specimens.Size(side, side, SLICES, 2.8), 150, 1.5, 30, 4, 12));
        SynthesizeMicroscopeHaze microscope = new SynthesizeMicroscopeHaze(new SynthesizeMicroscopeHaze.Config(
            new Optics(Optics.Model.BORN_WOLF, 1.2, 0.525, 1.33, 1.33, 0.108, 0.3, 0),
            new Camera(500, 0, 1.6, 1.5, 100, 10, true), true,
            new SynthesizeMicroscopeHaze.Scene(new Interval(0.15, 0.25), new Interval(500, 500),
                SynthesizeMicroscopeHaze.Focus.MIDDLE, 1, SynthesizeMicroscopeHaze.White.BRIGHTEST, 21, 1)));
        for (int i = 0; i < count; i++) {
            frames.add(microscope.run(specimens.run(SEED, i, Progress.NONE), SEED, i, Progress.NONE));
        }
    }

    /** See above. */
    public static void main(String[] args) throws HazeLabException {
        EvaluationsStudy study = new EvaluationsStudy(Path.of(args[1]), Integer.parseInt(args[2]),
            Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        List<String> settings = Arrays.asList(args).subList(5, args.length);
        if (args[0].equals("seams")) {
            study.seams(settings.get(0), settings.subList(1, settings.size()));
        } else {
            study.scores(settings);
        }
        System.exit(0);
    }

    private static DehazeOptions options(String setting, int samples) {
        String[] words = setting.split(",");
        return DehazeOptions.DEFAULT.withTiles(0, 1, 16).with(HazeMatchingOptions.SAMPLES, samples)
            .with(HazeMatchingOptions.SOLVER, Solver.valueOf(words[0]))
            .with(HazeMatchingOptions.SPACING, TimeGrid.Spacing.valueOf(words[1]))
            .with(HazeMatchingOptions.TIME_POINTS, Integer.parseInt(words[2]));
    }

    private List<DehazedImage> dehazed(DehazeOptions options) throws HazeLabException {
        DehazeImages.Config config = new DehazeImages.Config(options, DehazeImages.Units.CLEAN,
            DehazeImages.Shown.AS_HAZY, NormalizationChoice.OF_MODEL, Optional.empty());
        List<DehazedImage> results = new ArrayList<>();
        try (DehazeImages operation =
            DehazeImages.open(model, config, RuntimeSettings.resolve("cpu", 1, ""), Progress.NONE)) {
            for (int i = 0; i < frames.size(); i++) {
                results.add(operation.run(frames.get(i).hazy(), i, DehazeWatcher.NONE, Progress.NONE));
            }
        }
        return results;
    }

    private void scores(List<String> arguments) throws HazeLabException {
        System.out.println("| solver | spacing | time points | evaluations | RI-PSNR, dB | MicroMS3IM | ENCE "
            + "| within 1 | within 2 | s |\n|---|---|---|---|---|---|---|---|---|---|");
        for (String setting : arguments) {
            String[] words = setting.split(",");
            int evaluations = (Integer.parseInt(words[2]) - 1) * Solver.valueOf(words[0]).evaluationsPerStep();
            long begin = System.nanoTime();
            List<DehazedImage> results = dehazed(options(setting, samples));
            double seconds = (System.nanoTime() - begin) * 1e-9;
            double psnr = metric("ri_psnr", results);
            Reliability reliability = reliability(results);
            System.out.printf(Locale.ROOT, "| %s | %s | %s | %d | %.3f | %.4f | %.4f | %.4f | %.4f | %.1f |%n",
                words[0], words[1], words[2], evaluations, psnr, metric("micro_ms3im", results), reliability.ence(),
                reliability.coverage1(), reliability.coverage2(), seconds);
        }
    }

    private double metric(String id, List<DehazedImage> results) throws HazeLabException {
        List<MetricInput> inputs = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            inputs.add(MetricInput.of(results.get(i).image(), frames.get(i).clean(), new DataRange.Declared()));
        }
        Object found = MetricCatalog.builtIn().find(id).orElseThrow();
        ImageMetric metric = found instanceof TableMetric table ? fitted(table, inputs) : (ImageMetric)found;
        double sum = 0;
        for (MetricInput input : inputs) {
            sum += metric.score(input, Progress.NONE).value();
        }
        return sum / inputs.size();
    }

    private static ImageMetric fitted(TableMetric metric, List<MetricInput> inputs) {
        TableMetric.Fit fit = metric.newFit();
        while (fit.needsPass()) {
            inputs.forEach(input -> fit.add(input, Progress.NONE));
            fit.endPass();
        }
        return fit.fitted();
    }

    private Reliability reliability(List<DehazedImage> results) throws HazeLabException {
        CalibrationStatistics statistics =
            new CalibrationStatistics(20, CalibrationVariant.CORRECTED, CalibrationFactors.NONE);
        for (DehazedImage result : results) {
            statistics.range(result.extra(HazeMatchingMethod.DEVIATION).orElseThrow(), Progress.NONE);
        }
        for (int i = 0; i < results.size(); i++) {
            statistics.add(results.get(i).image(), results.get(i).extra(HazeMatchingMethod.DEVIATION).orElseThrow(),
                frames.get(i).clean(), Progress.NONE);
        }
        return statistics.result();
    }

    /**
     * The mean absolute step across borders of kept squares over that elsewhere, by the share that is kept, with one
     * shared field of noise; and the same of the clean images, where there are no tiles.
     */
    private void seams(String setting, List<String> shares) throws HazeLabException {
        System.out.println("| kept | mean | deviation | clean image | RI-PSNR, dB |\n|---|---|---|---|---|");
        for (String share : shares) {
            double kept = Double.parseDouble(share);
            List<DehazedImage> results = dehazed(
                options(setting, samples).withTiles(TILE, kept, 16).with(HazeMatchingOptions.NOISE, NoiseMode.FRAME));
            int side = Tiling.of(TILE, kept).kept();
            List<FloatImage> deviations = results.stream()
                .map(result -> result.extra(HazeMatchingMethod.DEVIATION).orElseThrow()).toList();
            System.out.printf(Locale.ROOT, "| %.3f | %.3f | %.3f | %.3f | %.3f |%n", kept,
                seam(results.stream().map(DehazedImage::image).toList(), side), seam(deviations, side),
                seam(frames.stream().map(SynthesizeMicroscopeHaze.Result::clean).toList(), side),
                metric("ri_psnr", results));
        }
    }

    private static double seam(List<FloatImage> images, int side) {
        double[] sums = new double[2];
        long[] counts = new long[2];
        for (FloatImage image : images) {
            float[] plane = image.plane(0);
            for (int y = 0; y < image.height(); y++) {
                for (int x = 0; x < image.width(); x++) {
                    int pixel = y * image.width() + x;
                    if (x > 0) {
                        int border = x % side == 0 ? 1 : 0;
                        sums[border] += Math.abs(plane[pixel] - plane[pixel - 1]);
                        counts[border]++;
                    }
                    if (y > 0) {
                        int border = y % side == 0 ? 1 : 0;
                        sums[border] += Math.abs(plane[pixel] - plane[pixel - image.width()]);
                        counts[border]++;
                    }
                }
            }
        }
        return sums[1] / counts[1] / (sums[0] / counts[0]);
    }
}
