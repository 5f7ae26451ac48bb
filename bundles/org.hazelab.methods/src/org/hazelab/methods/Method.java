// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;

/**
 * A way to dehaze images by a trained network: all that operations and nodes know of it.
 *
 * <p>A method is one package with an implementation that {@code META-INF/services} lists. Implementations have no state
 * and a constructor without arguments.
 */
public interface Method {

    /** The name of the extra file in archives of {@link #torchScript}. */
    String ABOUT = "hazelab.json";

    /** The name in model files, such as {@code hazematching}. Never changes. */
    String id();

    /** The name for people. */
    String title();

    /** The publication. */
    String citation();

    /** What the method does, for users: sentences that follow its title, such as {@code estimates the haze}. */
    String description();

    /** What the method gives beside the dehazed image, in the order of its columns; of samples, at most one. */
    List<Output> outputs();

    /** The options that are the method's own. Of {@link DehazeOptions}, a method also takes what it has a use for. */
    List<MethodOption<?>> options();

    /** Whether images are normalized by constants that a model of this method contains, or its user gives. */
    default boolean normalizes() {
        return true;
    }

    /** Whether its networks can compute in {@link org.hazelab.runtime.tensor.Precision#FAST}. */
    default boolean hasFastPrecision() {
        return false;
    }

    /**
     * Checks whether {@link #open} would accept a model with this description.
     *
     * @throws HazeLabException if it would not, with what {@link #open} would say
     */
    void check(ModelDescription description, DehazeOptions options) throws HazeLabException;

    /**
     * What users of these options should know: sentences, none if all is as the method's authors do it.
     *
     * @throws HazeLabException as {@link #check}
     */
    List<String> advice(ModelDescription description, DehazeOptions options) throws HazeLabException;

    /**
     * Loads a model onto a device.
     *
     * @param model stays the caller's, and may be closed afterwards
     * @throws HazeLabException if the model is damaged, lacks something, does not fit the options or the memory
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    ImageDehazer open(ModelFile model, DehazeOptions options, ComputeDevice device, Progress progress)
        throws HazeLabException;

    /**
     * The model for programs that know PyTorch and not HazeLab: a TorchScript archive, which Python's
     * {@code torch.jit.load} opens without any of our code. It has the network's methods, {@code forward} first of all,
     * the weights under their names in the model file, and the extra file {@value #ABOUT}, a JSON object of texts: the
     * model's description, and under {@code usage.} how each method is called. The same model gives the same bytes.
     *
     * @param model stays the caller's, and may be closed afterwards
     * @throws HazeLabException if the model is damaged, lacks something, or is of a newer HazeLab
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    byte[] torchScript(ModelFile model, Progress progress) throws HazeLabException;

    /** What reads the checkpoints that the method's authors have published; empty if there are none. */
    Optional<CheckpointImporter> importer();
}
