// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.veil;

import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.CheckpointImporter;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodOption;
import org.hazelab.methods.ModelWeights;
import org.hazelab.methods.Output;
import org.hazelab.methods.dehazing.TileBatches;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;

/**
 * Takes a veil off colour images: by a network that was trained, see {@link VeilRecipe}, or by what a model says of the
 * veil, see {@link VeilDehazer#known}.
 */
public final class VeilMethod implements Method {

    /** As the field of the dialog that HazeMatching has, with other limits. */
    static final MethodOption<Double> TEMPERATURE = MethodOption.number("temperature", "strength", 1, 0, 1);

    static final Output TRANSMISSION =
        Output.image("transmission", "transmission map", "image: 1 where there is no haze");

    static final String ID = "veil";

    private static final String VEIL = "veil";
    private static final String NETWORK = "network";
    private static final int TILE = VeilRecipe.SIDE;

    /** Of a model that knows the veil, and needs no network. */
    static ModelDescription description(double veil) {
        return new ModelDescription(ID, ModelEntries.EMPTY.with(VEIL, veil), ModelEntries.EMPTY, ModelEntries.EMPTY,
            ModelEntries.EMPTY);
    }

    /** Of a model that was trained. */
    static ModelDescription description(ModelEntries training) {
        return new ModelDescription(ID, ModelEntries.EMPTY.with(NETWORK, "generator"), ModelEntries.EMPTY, training,
            ModelEntries.EMPTY.with("pytorch", ComputeDevice.torchVersion()));
    }

    private static boolean isTrained(ModelDescription description) {
        return description.configuration().has(NETWORK);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Veil";
    }

    @Override
    public String citation() {
        return "";
    }

    @Override
    public String description() {
        return "takes a veil off.";
    }

    @Override
    public List<Output> outputs() {
        return List.of(TRANSMISSION);
    }

    @Override
    public List<MethodOption<?>> options() {
        return List.of(TEMPERATURE);
    }

    @Override
    public void check(ModelDescription description, DehazeOptions options) throws HazeLabException {
        options.of(this);
        if (!isTrained(description)) {
            description.configuration().number(VEIL);
        }
    }

    @Override
    public List<String> advice(ModelDescription description, DehazeOptions options) {
        return List.of();
    }

    @Override
    public ImageDehazer open(ModelFile model, DehazeOptions options, ComputeDevice device, Progress progress)
        throws HazeLabException {
        check(model.description(), options);
        double strength = options.of(this).get(TEMPERATURE);
        TileBatches batches = TileBatches.on(device, TILE, 3, options.batch(), 50);
        if (!isTrained(model.description())) {
            return VeilDehazer.known(model.description().configuration().number(VEIL) * strength, batches);
        }
        Network network = VeilNetwork.toInfer();
        ScriptModule module = ScriptModule.load(device, network, ModelWeights.of(model, network, progress), Order.ROWS,
            progress);
        return VeilDehazer.trained(module, strength, batches);
    }

    @Override
    public byte[] torchScript(ModelFile model, Progress progress) throws HazeLabException {
        throw new HazeLabException("Veil is not for other programs", "Choose another model");
    }

    @Override
    public Optional<CheckpointImporter> importer() {
        return Optional.empty();
    }
}
