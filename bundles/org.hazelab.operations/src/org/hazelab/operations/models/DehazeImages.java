// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.hazelab.imaging.FinitePixels;
import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodCatalog;
import org.hazelab.metrics.calibration.CalibrationFactors;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;

/** Dehazes images by a trained model, one after the other. Not thread-safe; several may be open at once. */
public final class DehazeImages implements AutoCloseable {

    /** What the numbers of an image are in. */
    public enum Units {
        /** Those of the clean images that the model was trained with. */
        CLEAN,
        /** Those of the network: less the clean images' mean, in units of their deviation. */
        NORMALIZED
    }

    /** What black and white of a dehazed image are; its numbers stay the same. */
    public enum Shown {
        /** As in the hazy image, so that scores and pictures of both can be compared. */
        AS_HAZY,
        /** The dehazed image's smallest and largest number. */
        OWN_EXTREMES
    }

    /**
     * Factors for deviations.
     *
     * @param units of the deviations that they were fitted on, which only the offset depends on
     */
    public record Calibration(CalibrationFactors factors, Units units) {

        public Calibration {
            Objects.requireNonNull(factors);
            Objects.requireNonNull(units);
        }

        /**
         * The factors for deviations in other units. If d' = scalar d + offset holds in one, it holds in units u times
         * as large for d / u with the offset divided by u, too.
         */
        CalibrationFactors in(Units other, double unit) {
            double factor = units == other ? 1 : other == Units.CLEAN ? unit : 1 / unit;
            return new CalibrationFactors(factors.scalar(), factors.offset() * factor);
        }
    }

    /**
     * How it is done.
     *
     * @param options what the method is asked; of them, the units and the normalisation are overruled by the next ones
     * @param units of mean, deviation and samples
     * @param shown what black and white of mean and samples are
     * @param normalization which constants the model is used with
     * @param calibration scales the deviations; empty leaves them
     */
    public record Config(DehazeOptions options, Units units, Shown shown, NormalizationChoice normalization,
        Optional<Calibration> calibration) {

        public Config {
            Objects.requireNonNull(options);
            Objects.requireNonNull(units);
            Objects.requireNonNull(shown);
            Objects.requireNonNull(normalization);
            Objects.requireNonNull(calibration);
        }

        DehazeOptions optionsFor(ModelDescription model) throws HazeLabException {
            return new DehazeOptions(options.samples(), options.timePoints(), options.tile(), options.kept(),
                options.batch(), options.sharedNoise(), options.seed(), options.temperature(),
                units == Units.NORMALIZED,
                normalization.of(model), options.channel());
        }
    }

    private static final String UNUSABLE =
        "Check that model and normalisation are those for such images, or choose another "
            + "model";

    private final Config config;
    private final ComputeDevice device;
    private final ImageDehazer dehazer;
    private final List<String> advice;

    private DehazeImages(Config config, ComputeDevice device, ImageDehazer dehazer, List<String> advice) {
        this.config = config;
        this.device = device;
        this.dehazer = dehazer;
        this.advice = advice;
    }

    /**
     * Checks what can be checked without weights and device.
     *
     * @return whether the method draws samples, which have a deviation if there are two at least
     * @throws HazeLabException if the model's method is not known, or it cannot be used like this
     */
    public static boolean check(ModelDescription model, Config config) throws HazeLabException {
        Method method = MethodCatalog.builtIn().require(model.method());
        method.check(model, config.optionsFor(model));
        return method.samples();
    }

    /**
     * Loads a model.
     *
     * @throws HazeLabException as {@link #check}, if the device cannot be used, or the file cannot be read
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static DehazeImages open(Path model, Config config, RuntimeSettings runtime, Progress progress)
        throws HazeLabException {
        try (ModelFile file = ModelFile.open(model)) {
            check(file.description(), config);
            Method method = MethodCatalog.builtIn().require(file.description().method());
            ComputeDevice device = ComputeDevice.open(runtime);
            DehazeOptions options = config.optionsFor(file.description());
            return new DehazeImages(config, device, method.open(file, options, device, progress),
                method.advice(file.description(), options));
        }
    }

    /** What it runs on. */
    public ComputeDevice device() {
        return device;
    }

    /** What the user should know of these settings with this model, in sentences; mostly nothing. */
    public List<String> advice() {
        return advice;
    }

    /** How often the network is evaluated for an image, each time for one window. */
    public long evaluations(FloatImage hazy) {
        return dehazer.evaluations(hazy);
    }

    /**
     * How many seconds an evaluation takes now: measured.
     *
     * @throws HazeLabException if there is no memory even for one window
     */
    public double secondsPerEvaluation(DehazeWatcher watcher, Progress progress) throws HazeLabException {
        return dehazer.secondsPerEvaluation(watcher, progress);
    }

    /**
     * Dehazes an image of any size.
     *
     * @param number of the image, which its noise depends on
     * @return mean and, of several samples, deviation in the configured units, the deviation calibrated
     * @throws HazeLabException if the method cannot work on such an image, no pixel of what comes out is finite, or
     *     there is no memory even for one window
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public DehazedImage run(FloatImage hazy, long number, DehazeWatcher watcher, Progress progress)
        throws HazeLabException {
        DehazedImage result = dehazer.dehaze(hazy, number, shown(watcher), progress);
        Optional<FloatImage> deviation = result.deviation();
        if (deviation.isPresent() && config.calibration().isPresent()) {
            CalibrationFactors factors = config.calibration().get().in(config.units(), dehazer.unit());
            deviation = Optional.of(factors.apply(deviation.get(), progress));
        }
        FinitePixels.requireSome(result.mean(), "The dehazed image", UNUSABLE);
        if (deviation.isPresent()) {
            FinitePixels.requireSome(deviation.get(), "The standard deviation", UNUSABLE);
        }
        long odd = FinitePixels.odd(result.mean());
        if (odd > 0) {
            watcher.doubt("some pixels of the result are no finite numbers", odd + " pixels");
        }
        return new DehazedImage(shown(result.mean()), deviation);
    }

    private DehazeWatcher shown(DehazeWatcher watcher) {
        return new DehazeWatcher() {
            @Override
            public void batchHalved(int before, int after) {
                watcher.batchHalved(before, after);
            }

            @Override
            public void doubt(String kind, String detail) {
                watcher.doubt(kind, detail);
            }

            @Override
            public boolean wantsSamples() {
                return watcher.wantsSamples();
            }

            @Override
            public void sample(int index, FloatImage sample) throws HazeLabException {
                watcher.sample(index, shown(sample));
            }
        };
    }

    private FloatImage shown(FloatImage image) {
        if (config.shown() == Shown.AS_HAZY) {
            return image;
        }
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < image.channels(); c++) {
            for (float value : image.plane(c)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return min < max && Float.isFinite(max - min) ? image.withRange(new ValueRange(min, max)) : image;
    }

    /** Frees the model. */
    @Override
    public void close() {
        dehazer.close();
    }
}
