// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import java.util.ArrayList;
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
import org.hazelab.methods.ModelWeights;
import org.hazelab.methods.Output;
import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.hazelab.methods.hazeflow.network.HazeFlowShape;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;

/** HazeFlow, as operations and nodes know it. */
public final class HazeFlowMethod implements Method {

    /** The transmission that the network has refined. */
    public static final Output TRANSMISSION = Output.image("transmission", "transmission map",
        "image: the share of light that the haze lets through, 1 where there is no haze");
    /** The unbiased standard deviation over the augmentations, if there are two at least. */
    public static final Output DEVIATION = new Output("standard_deviation", "standard deviation",
        Output.Kind.DEVIATION, "image: the unbiased standard deviation over the augmentations; missing for one",
        "One augmentation has no standard deviation. Choose two at least.");
    private static final Output SAMPLES = new Output("samples", "augmentations", Output.Kind.SAMPLES, "", "");

    @Override
    public String id() {
        return HazeFlowModel.METHOD;
    }

    @Override
    public String title() {
        return "HazeFlow";
    }

    @Override
    public String citation() {
        return "HazeFlow: Revisit Haze Physical Model as ODE and Non-Homogeneous Haze Generation for Real-World "
            + "Dehazing, ICCV 2025, arXiv:2509.18190";
    }

    @Override
    public String description() {
        return "(photographs; color and gray images) estimates the transmission of the haze and the way from the hazy "
            + "image to the clean one, which it goes in one step. It begins with the transmission by the dark channel "
            + "prior, and also gives the one that the network has refined. Gray images are seen as three equal "
            + "channels, and transparency is kept. Values beyond the range of the image are cut to it.";
    }

    @Override
    public List<Output> outputs() {
        return List.of(TRANSMISSION, DEVIATION, SAMPLES);
    }

    @Override
    public List<MethodOption<?>> options() {
        return HazeFlowOptions.all();
    }

    @Override
    public boolean normalizes() {
        return false;
    }

    @Override
    public void check(ModelDescription description, DehazeOptions options) throws HazeLabException {
        options.of(this);
        HazeFlowShape shape = HazeFlowModel.of(description).shape();
        if (options.tile() % shape.multiple() != 0) {
            throw new HazeLabException("The tile has " + options.tile() + " pixels a side, which is no multiple of "
                + shape.multiple(),
                "Choose " + Math.max(1, options.tile() / shape.multiple()) * shape.multiple()
                    + ", or 0 for " + HazeFlowDehazer.tile(options.withTiles(0, 1, 0)));
        }
    }

    @Override
    public List<String> advice(ModelDescription description, DehazeOptions options) throws HazeLabException {
        check(description, options);
        List<String> advice = new ArrayList<>();
        if (options.normalized()) {
            advice.add("HazeFlow has no normalized units: its results are in the units of the hazy images.");
        }
        if (options.tile() > 0 && options.get(HazeFlowOptions.LARGE_IMAGES) == LargeImages.HALF_SIZE) {
            advice.add("The tile size is used for images that do not fit the memory only, since large images are "
                + "dehazed at half their size.");
        }
        return advice;
    }

    @Override
    public ImageDehazer open(ModelFile file, DehazeOptions options, ComputeDevice device, Progress progress)
        throws HazeLabException {
        check(file.description(), options);
        HazeFlowShape shape = HazeFlowModel.of(file.description()).shape();
        Network network = HazeFlowNetwork.toInfer(shape);
        try {
            ScriptModule module = ScriptModule.load(device, network, ModelWeights.of(file, network, progress),
                Order.CHANNELS_LAST, progress);
            return new HazeFlowDehazer(module, shape, options.of(this));
        } catch (DeviceMemoryException e) {
            throw e.forUser("the model");
        } catch (OutOfMemoryError e) {
            throw HeapShortage.failure("the model", "", e);
        }
    }

    @Override
    public byte[] torchScript(ModelFile file, Progress progress) throws HazeLabException {
        HazeFlowShape shape = HazeFlowModel.of(file.description()).shape();
        Network network = HazeFlowNetwork.toExport(shape);
        WeightSource source = ModelWeights.of(file, network, progress);
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            progress.checkCanceled();
            FloatTensor tensor = source.get(parameter);
            if (tensor != null) {
                weights.put(parameter.name(), tensor);
            }
        }
        progress.checkCanceled();
        String about = file.description().json(HazeFlowNetwork.usage(shape));
        return network.archive(weights, Order.ROWS, new TreeMap<>(Map.of(ABOUT, about)));
    }

    @Override
    public Optional<CheckpointImporter> importer() {
        return Optional.of(new HazeFlowCheckpoint());
    }
}
