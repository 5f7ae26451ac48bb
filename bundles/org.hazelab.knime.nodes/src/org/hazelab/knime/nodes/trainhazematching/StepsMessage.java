// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazematching;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

import org.hazelab.knime.nodes.dialog.Inputs;
import org.hazelab.knime.nodes.dialog.PlaceMessage;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.trainhazematching.TrainHazeMatchingNodeParameters.NetworkSize;
import org.hazelab.knime.nodes.trainhazematching.TrainHazeMatchingNodeParameters.Preset;
import org.hazelab.methods.crops.CropCount;
import org.hazelab.methods.hazematching.HazeMatchingRecipe;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** Says in the dialog how many steps a training takes, from the settings and, where it is there, the table. */
final class StepsMessage extends PlaceMessage {

    interface PresetReference extends ParameterReference<Preset> {
    }

    interface ColumnReference extends ParameterReference<String> {
    }

    interface FractionReference extends ParameterReference<Double> {
    }

    interface NetworkReference extends ParameterReference<NetworkSize> {
    }

    interface PatchReference extends ParameterReference<Integer> {
    }

    interface CropsReference extends ParameterReference<Integer> {
    }

    interface BatchReference extends ParameterReference<Integer> {
    }

    interface EpochsReference extends ParameterReference<Integer> {
    }

    private Supplier<Preset> preset;
    private Supplier<String> column;
    private Supplier<Double> fraction;
    private Supplier<NetworkSize> network;
    private Supplier<Integer> patch;
    private Supplier<Integer> crops;
    private Supplier<Integer> batch;
    private Supplier<Integer> epochs;

    @Override
    public void init(StateProviderInitializer initializer) {
        super.init(initializer);
        preset = initializer.computeFromValueSupplier(PresetReference.class);
        column = initializer.computeFromValueSupplier(ColumnReference.class);
        fraction = initializer.computeFromValueSupplier(FractionReference.class);
        network = initializer.computeFromValueSupplier(NetworkReference.class);
        patch = initializer.computeFromValueSupplier(PatchReference.class);
        crops = initializer.computeFromValueSupplier(CropsReference.class);
        batch = initializer.computeFromValueSupplier(BatchReference.class);
        epochs = initializer.computeFromValueSupplier(EpochsReference.class);
    }

    @Override
    protected Optional<Look> question(NodeParametersInput input) {
        TrainHazeMatchingNodeParameters p = new TrainHazeMatchingNodeParameters();
        p.preset = preset.get();
        p.hazyColumn = column.get();
        p.validationShare = Inputs.count(input, BufferedDataTable.TYPE) > 1 ? 0 : fraction.get();
        p.network = network.get();
        p.patch = patch.get();
        p.crops = crops.get();
        p.batch = batch.get();
        p.epochs = epochs.get();
        try {
            p.validate();
        } catch (InvalidSettingsException e) {
            return Optional.empty(); // the field says so
        }
        Optional<BufferedDataTable> table = input.getInTable(0);
        boolean ownNetwork = Inputs.count(input, ModelPortObject.TYPE) == 0;
        return Optional.of(workflow -> {
            HazeMatchingRecipe recipe = TrainHazeMatchingConversion.recipe(p);
            if (ownNetwork) {
                recipe.check(); // says that crops do not fit the network
            }
            return Optional.of(message(recipe, p, table));
        });
    }

    private static Message message(HazeMatchingRecipe recipe, TrainHazeMatchingNodeParameters p,
        Optional<BufferedDataTable> table) {
        int epochs = recipe.training().epochs();
        String where = switch (p.preset) {
            case SMALL -> " Two cores of a CPU take some minutes for 720 steps.";
            case AUTHORS, AUTHORS_NEURON -> " Use a GPU: there it takes hours.";
            case CUSTOM -> "";
        };
        OptionalDouble all = cropsOfAnEpoch(recipe, p, table);
        if (all.isEmpty()) {
            return new Message(epochs + (epochs == 1 ? " epoch" : " epochs"), "The number of steps depends on the "
                + "images. Execute the node before this one to see it here." + where, MessageType.INFO);
        }
        double steps = Math.max(1, Math.floor(all.getAsDouble() / recipe.training().batch()));
        return new Message("About " + number(steps * epochs) + " steps",
            number(epochs) + " epochs of " + number(steps) + " steps." + where, MessageType.INFO);
    }

    /** Counts rows that turn out to be unusable as well. */
    private static OptionalDouble cropsOfAnEpoch(HazeMatchingRecipe recipe, TrainHazeMatchingNodeParameters p,
        Optional<BufferedDataTable> table) {
        CropCount count = recipe.crops();
        if (table.isEmpty() || table.get().size() == 0) {
            return count.kind() == CropCount.Kind.PER_ROUND ? OptionalDouble.of(count.count()) : OptionalDouble.empty();
        }
        double rows = TableSizes.trained(table.get().size(), p.validationShare);
        return switch (count.kind()) {
            case PER_ROUND -> OptionalDouble.of(Math.ceil(count.count() / rows) * rows);
            case PER_ROW -> OptionalDouble.of(count.count() * rows);
            case SIDE_BY_SIDE -> {
                OptionalDouble perRow = TableSizes.cropsPerRow(table.get(), p.hazyColumn, recipe.training().patch());
                yield perRow.isEmpty() ? perRow : OptionalDouble.of(Math.ceil(perRow.getAsDouble()) * rows);
            }
        };
    }

    private static String number(double value) {
        return String.format(Locale.US, "%,.0f", value);
    }
}
