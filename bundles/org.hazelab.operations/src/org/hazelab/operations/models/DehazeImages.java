// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.hazelab.imaging.FinitePixels;
import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodCatalog;
import org.hazelab.methods.Output;
import org.hazelab.metrics.calibration.CalibrationFactors;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.Precision;

/**
 * Dehazes images by a trained model, one after the other or as many at a time as {@link #atOnce} says. Otherwise not
 * thread-safe; several may be open at once.
 */
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
     * @param options what the method is asked; of them, the units and the normalisation are overruled by the next ones,
     *            and what is another method's own is left out, with a note
     * @param units of the dehazed image, deviations and samples
     * @param shown what black and white of the dehazed image and samples are
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

        DehazeOptions optionsFor(Method method, ModelDescription model) throws HazeLabException {
            return options.withNormalized(units == Units.NORMALIZED).withNormalization(normalization.of(model))
                .of(method);
        }
    }

    private static final String UNUSABLE =
        "Check that model and normalisation are those for such images, or choose another model";

    private final Config config;
    private final ComputeDevice device;
    private final Method method;
    private final ImageDehazer dehazer;
    private final List<String> advice;

    private DehazeImages(Config config, ComputeDevice device, Method method, ImageDehazer dehazer,
        List<String> advice) {
        this.config = config;
        this.device = device;
        this.method = method;
        this.dehazer = dehazer;
        this.advice = advice;
    }

    /**
     * Checks what can be checked without weights and device.
     *
     * @return what the method gives beside the dehazed image
     * @throws HazeLabException if the model's method is not known, or it cannot be used like this
     */
    public static List<Output> check(ModelDescription model, Config config) throws HazeLabException {
        Method method = MethodCatalog.builtIn().require(model.method());
        method.check(model, config.optionsFor(method, model));
        return method.outputs();
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
            DehazeOptions options = config.optionsFor(method, file.description());
            List<String> advice = new ArrayList<>(method.advice(file.description(), options));
            advice.addAll(unused(method, config));
            TriedModel opened = TriedModel.open(runtime, TriedModel.network(file, options),
                device -> method.open(file, options, device, progress), progress);
            advice.addAll(opened.warnings());
            return new DehazeImages(config, opened.device(), method, opened.dehazer(), advice);
        }
    }

    /** What is set and changes nothing with models of a method, in sentences. */
    private static List<String> unused(Method method, Config config) {
        List<String> notes = new ArrayList<>();
        List<String> options = config.options().own().unusedBy(method);
        if (!options.isEmpty()) {
            notes.add("The model's method, " + method.title() + ", has no use for these settings: "
                + String.join(", ", options) + ".");
        }
        if (config.options().precision() == Precision.FAST && !method.hasFastPrecision()) {
            notes.add("The result is exact, since the model's method, " + method.title()
                + ", does not have the precision \"fast\".");
        }
        if (config.calibration().isPresent()
            && method.outputs().stream().noneMatch(output -> output.kind() == Output.Kind.DEVIATION)) {
            notes.add("The calibration is not used, since the model's method, " + method.title()
                + ", gives no standard deviation.");
        }
        return notes;
    }

    /** The model's method. */
    public Method method() {
        return method;
    }

    /** What it runs on. */
    public ComputeDevice device() {
        return device;
    }

    /** What the user should know of these settings with this model, in sentences; mostly nothing. */
    public List<String> advice() {
        return advice;
    }

    /** What users should know of how the images so far were dehazed, in sentences. */
    public List<String> remarks() {
        return dehazer.remarks();
    }

    /** How often the network is evaluated for an image, each time for one tile. */
    public long evaluations(FloatImage hazy) {
        return dehazer.evaluations(hazy);
    }

    /**
     * How many seconds an evaluation takes now: measured.
     *
     * @throws HazeLabException if there is no memory even for one tile
     */
    public double secondsPerEvaluation(DehazeWatcher watcher, Progress progress) throws HazeLabException {
        return dehazer.secondsPerEvaluation(watcher, progress);
    }

    /** How many images may be dehazed at the same time, one of such a size among them: at least 1. */
    public int atOnce(ImageSize size) {
        return dehazer.atOnce(size);
    }

    /**
     * Dehazes an image of any size.
     *
     * @param number of the image, which its noise depends on
     * @return the dehazed image in the configured units and what the method has declared beside it, deviations
     *     calibrated
     * @throws HazeLabException if the method cannot work on such an image, no pixel of what comes out is finite, or
     *     there is no memory even for one tile
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public DehazedImage run(FloatImage hazy, long number, DehazeWatcher watcher, Progress progress)
        throws HazeLabException {
        DehazedImage result = dehazer.dehaze(hazy, number, shown(watcher), progress);
        FinitePixels.requireSome(result.image(), "The dehazed image", UNUSABLE);
        Map<Output, DehazedImage.Extra> extras = new LinkedHashMap<>();
        for (Output output : method.outputs()) {
            DehazedImage.Extra extra = result.extras().get(output);
            if (extra != null) {
                extra = calibrated(output, extra, progress);
                FinitePixels.requireSome(extra.image(), "The " + output.title(), UNUSABLE);
                extras.put(output, extra);
            }
        }
        long odd = FinitePixels.odd(result.image());
        if (odd > 0) {
            watcher.doubt("some pixels of the result are not finite", odd + " pixels");
        }
        return new DehazedImage(shown(result.image()), extras);
    }

    private DehazedImage.Extra calibrated(Output output, DehazedImage.Extra extra, Progress progress) {
        if (output.kind() != Output.Kind.DEVIATION || config.calibration().isEmpty()) {
            return extra;
        }
        CalibrationFactors factors = config.calibration().get().in(config.units(), extra.unit());
        return new DehazedImage.Extra(factors.apply(extra.image(), progress), extra.unit());
    }

    private DehazeWatcher shown(DehazeWatcher watcher) {
        return new DehazeWatcher() {
            @Override
            public void batchHalved(int before, int after) {
                watcher.batchHalved(before, after);
            }

            @Override
            public void fewerLanes(int before, int after) {
                watcher.fewerLanes(before, after);
            }

            @Override
            public void doubt(String kind, String detail) {
                watcher.doubt(kind, detail);
            }

            @Override
            public void skipped(int tiles, int all) {
                watcher.skipped(tiles, all);
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
