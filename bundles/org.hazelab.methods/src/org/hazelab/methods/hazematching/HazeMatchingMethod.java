// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.HeapShortage;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.CheckpointImporter;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodOption;
import org.hazelab.methods.Output;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.methods.precision.PrecisionGuard;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.file.StoredTensor;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;

/** HazeMatching, as operations and nodes know it. */
public final class HazeMatchingMethod implements Method {

    /** The samples' unbiased standard deviation, if there are two at least. */
    public static final Output DEVIATION = new Output("standard_deviation", "standard deviation",
        Output.Kind.DEVIATION, "image: the unbiased standard deviation of the samples; missing for one sample",
        "One sample has no standard deviation. Draw two at least.");
    private static final Output SAMPLES = new Output("samples", "samples", Output.Kind.SAMPLES, "", "");

    @Override
    public String id() {
        return HazeMatchingModel.METHOD;
    }

    @Override
    public String title() {
        return "HazeMatching";
    }

    @Override
    public String citation() {
        return "HazeMatching: Dehazing Light Microscopy Images with Guided Conditional Flow Matching, arXiv:2506.22397";
    }

    @Override
    public String description() {
        return "(microscopy; gray images) draws clean images that each hazy one may have come from: it begins with "
            + "noise and follows what the network has learnt to a clean image, several times. The mean of these "
            + "samples is the dehazed image, their standard deviation shows where it is uncertain. The deviation marks "
            + "bright structures and edges most of all; it does not separate real structures from invented ones, "
            + "and the raw one is mostly too small: fit a calibration on images whose truth is known, and connect it.";
    }

    @Override
    public List<Output> outputs() {
        return List.of(DEVIATION, SAMPLES);
    }

    @Override
    public List<MethodOption<?>> options() {
        return HazeMatchingOptions.all();
    }

    @Override
    public boolean hasFastPrecision() {
        return true;
    }

    @Override
    public void check(ModelDescription description, DehazeOptions options) throws HazeLabException {
        options.of(this);
        HazeMatchingModel model = HazeMatchingModel.of(description);
        tiling(model, options);
        if (!HazeMatchingModel.isPlan(description)) {
            normalization(model, options.normalization());
        }
    }

    @Override
    public List<String> advice(ModelDescription description, DehazeOptions options) throws HazeLabException {
        int patch = HazeMatchingModel.of(description).patch();
        return options.tile() == 0 || options.tile() == patch ? List.of() : List.of("The model was trained on crops of "
            + patch + " x " + patch + " pixels, and sees tiles of " + options.tile() + " x " + options.tile()
            + " now. Its results depend on that size: choose 0 unless you know that others are better.");
    }

    @Override
    public ImageDehazer open(ModelFile file, DehazeOptions options, ComputeDevice device, Progress progress)
        throws HazeLabException {
        check(file.description(), options);
        HazeMatchingModel model = HazeMatchingModel.of(file.description());
        // Before there is a module to be freed: a file that calls itself a plan has passed the check.
        Normalization normalization = normalization(model, options.normalization());
        try {
            PrecisionGuard precision =
                PrecisionGuard.of(options.precision(), device, PrecisionGuard.RESULTS, progress.silent());
            Network network = HazeMatchingNetwork.of(model.imageSize(), precision.forms(Network.FastForms.TO_INFER));
            WeightSource weights = WeightSource.of(weights(file, network, progress));
            ScriptModule module = ScriptModule.load(device, network, weights, Order.CHANNELS_LAST, progress);
            return new HazeMatchingDehazer(module, precision, tiling(model, options), normalization,
                options.of(this));
        } catch (DeviceMemoryException e) {
            throw e.forUser("the model");
        } catch (OutOfMemoryError e) {
            throw HeapShortage.failure("the model", "", e);
        }
    }

    @Override
    public byte[] torchScript(ModelFile file, Progress progress) throws HazeLabException {
        int size = HazeMatchingModel.of(file.description()).imageSize();
        Network network = HazeMatchingNetwork.toInfer(size);
        Map<String, FloatTensor> weights = weights(file, network, progress);
        progress.checkCanceled();
        String about = file.description().json(HazeMatchingNetwork.usage(size));
        return network.archive(weights, Order.ROWS, new TreeMap<>(Map.of(ABOUT, about)));
    }

    @Override
    public Optional<CheckpointImporter> importer() {
        return Optional.of(new HazeMatchingCheckpoint());
    }

    /**
     * The network's parameters in a model file; that of a training may hold more.
     *
     * @throws HazeLabException if they cannot be read, are not finite, or do not fit the network
     */
    public static Map<String, FloatTensor> weights(ModelFile file, Network network, Progress progress)
        throws HazeLabException {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        int count = network.parameters().size();
        for (Parameter parameter : network.parameters()) {
            progress.checkCanceled();
            if (file.names().contains(parameter.name())) {
                weights.put(parameter.name(), StoredTensor.requireFinite("The model", parameter.name(),
                    file.read(parameter.name(), progress)));
            }
            progress.report(weights.size() / (double)count, "Tensor " + weights.size() + " of " + count);
        }
        Optional<String> mismatch = network.mismatch(weights);
        if (mismatch.isPresent()) {
            throw new HazeLabException("The model's weights do not fit its network: " + mismatch.get(),
                "Train the model again, or take another one");
        }
        return weights;
    }

    private static Tiling tiling(HazeMatchingModel model, DehazeOptions options) throws HazeLabException {
        int tile = options.tile() == 0 ? model.patch() : options.tile();
        int multiple = HazeMatchingNetwork.shape(model.imageSize()).multiple();
        if (tile % multiple != 0) {
            throw new HazeLabException("The tile has " + tile + " pixels a side, which is no multiple of " + multiple,
                "Choose " + Math.max(multiple, tile / multiple * multiple) + ", or 0 for the model's own "
                    + model.patch());
        }
        return Tiling.of(tile, options.kept());
    }

    private static Normalization normalization(HazeMatchingModel model, ModelEntries given) throws HazeLabException {
        Optional<Normalization> own = HazeMatchingModel.normalization(given).or(model::normalization);
        return own.orElseThrow(() -> new HazeLabException(
            "The model does not say how images are normalised for it, which "
                + "checkpoints of HazeMatching's authors never do",
            "Choose the data set it was trained on, or enter means and "
                + "standard deviations, in the Model Reader or in Dehaze"));
    }
}
