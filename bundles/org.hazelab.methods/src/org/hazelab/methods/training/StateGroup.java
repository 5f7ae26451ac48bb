// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceScope;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.file.StreamedTensor;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Tensors on the device that a training goes on with, one for each of some parameters: weights, the moments of an
 * optimizer, a moving average, a teacher. They go to files and come from there one at a time.
 */
public final class StateGroup {

    /** Finds the tensors themselves, not copies, in a turn on the device. */
    @FunctionalInterface
    interface Finder {
        List<DeviceTensor> find(DeviceScope scope);
    }

    /** A file whose tensors are not those of a group. */
    static final class MismatchException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String problem;

        MismatchException(String problem) {
            super(problem);
            this.problem = problem;
        }

        /** What does not fit. */
        String problem() {
            return problem;
        }
    }

    /** What a group is for. */
    private enum Kind {
        WEIGHTS,
        MODEL_WEIGHTS,
        MODEL,
        FIXED,
        OTHER;

        /** Whether the tensors come from a method: they are freed with the turn unless they are kept. */
        boolean isYielded() {
            return this == MODEL || this == OTHER;
        }
    }

    private final ComputeDevice device;
    private final String title;
    private final String prefix;
    private final List<Parameter> parameters;
    private final Finder finder;
    private final Kind kind;
    private final boolean oneRow;

    private StateGroup(ComputeDevice device, String title, String prefix, List<Parameter> parameters, Finder finder,
        Kind kind, boolean oneRow) {
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("no tensors among " + title);
        }
        this.device = device;
        this.title = title;
        this.prefix = prefix;
        this.parameters = List.copyOf(parameters);
        this.finder = finder;
        this.kind = kind;
        this.oneRow = oneRow;
    }

    /** Weights of the model, which stand in files under the names of their parameters: those of a module. */
    public static StateGroup model(ScriptModule module, List<Parameter> parameters) {
        return new StateGroup(module.device(), "the weights", "", parameters, own(module, parameters),
            Kind.MODEL_WEIGHTS, false);
    }

    /**
     * Weights of the model that a method of a module yields, such as those of a moving average.
     *
     * @param title for messages, such as {@code the averaged weights}
     * @param method yields the tensors themselves, one a parameter
     */
    public static StateGroup model(ScriptModule module, String method, String title, List<Parameter> parameters) {
        return new StateGroup(module.device(), title, "", parameters, yielded(module, method), Kind.MODEL, false);
    }

    /**
     * Weights of a module that are no part of the model, such as those of a discriminator.
     *
     * @param prefix of the names in checkpoints, which no other group has
     */
    public static StateGroup weights(ScriptModule module, String prefix, List<Parameter> parameters) {
        return new StateGroup(module.device(), "the weights", prefix, parameters, own(module, parameters),
            Kind.WEIGHTS, false);
    }

    /**
     * Weights of a module that no step changes and that are no part of the model, such as those of a teacher that the
     * stage before has trained: a training that goes on from a checkpoint finds them nowhere else.
     *
     * @param prefix of the names in checkpoints, which no other group has
     */
    public static StateGroup fixed(ScriptModule module, String prefix, List<Parameter> parameters) {
        return new StateGroup(module.device(), "the fixed weights", prefix, parameters, own(module, parameters),
            Kind.FIXED, false);
    }

    /**
     * What a method of a module yields, such as the moments of an optimizer.
     *
     * @param title for messages, such as {@code Adam's means of the gradients}
     * @param method yields the tensors themselves, one a parameter
     * @param prefix of the names in checkpoints, which no other group has
     */
    public static StateGroup of(ScriptModule module, String method, String title, String prefix,
        List<Parameter> parameters) {
        return new StateGroup(module.device(), title, prefix, parameters, yielded(module, method), Kind.OTHER, false);
    }

    private static Finder own(ScriptModule module, List<Parameter> parameters) {
        return scope -> parameters.stream().map(parameter -> module.parameters().get(parameter.name())).toList();
    }

    private static Finder yielded(ScriptModule module, String method) {
        return scope -> scope.evaluate(module, method);
    }

    /** The same, in files as one tensor of one axis, whose name is the prefix, with all values one after another. */
    public StateGroup inOneRow() {
        return new StateGroup(device, title, prefix, parameters, finder, kind, true);
    }

    /** Copies of the tensors in a group of their own, under the same names. */
    StateGroup copies(List<DeviceTensor> copies) {
        return new StateGroup(device, title, prefix, parameters, scope -> copies, Kind.WEIGHTS, oneRow);
    }

    boolean isOfModel() {
        return kind == Kind.MODEL || kind == Kind.MODEL_WEIGHTS;
    }

    /** Whether these are what a network computes with and steps change. */
    boolean isWeights() {
        return kind == Kind.WEIGHTS || kind == Kind.MODEL_WEIGHTS;
    }

    /** The tensors themselves, in a turn on the device: writing to them changes the training. */
    public List<DeviceTensor> tensors(DeviceScope scope) {
        List<DeviceTensor> tensors = finder.find(scope);
        if (tensors.size() != parameters.size()) {
            throw new IllegalStateException(tensors.size() + " tensors for " + parameters.size() + " parameters of "
                + title);
        }
        return tensors;
    }

    /** A tensor in the words of a message, such as {@code the weights "out.2.bias"}. */
    String words(int index) {
        return title + " \"" + parameters.get(index).name() + "\"";
    }

    /** Takes hold of the tensors, none of which may be replaced until this is closed. */
    Held hold(Progress progress) throws HazeLabException {
        Held held = new Held();
        try {
            device.run(progress, held::take);
            return held;
        } catch (HazeLabException | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    /** The tensors of a group, each of which is read and written in a turn of its own. */
    final class Held implements AutoCloseable {

        private final List<DeviceTensor> tensors = new ArrayList<>();

        private Held take(DeviceScope scope) {
            for (DeviceTensor tensor : tensors(scope)) {
                tensors.add(kind.isYielded() ? scope.keep(tensor) : tensor);
            }
            return this;
        }

        private StreamedTensor.Part part(int index) {
            return progress -> device.run(progress, scope -> tensors.get(index).get().values());
        }

        /** The tensors for a file. */
        List<StreamedTensor> streamed(String before) {
            List<StreamedTensor> streamed = new ArrayList<>();
            for (int i = 0; i < parameters.size() && !oneRow; i++) {
                Parameter parameter = parameters.get(i);
                streamed.add(new StreamedTensor(before + prefix + parameter.name(), parameter.shape(),
                    List.of(part(i))));
            }
            if (oneRow) {
                List<StreamedTensor.Part> parts = new ArrayList<>();
                for (int i = 0; i < parameters.size(); i++) {
                    parts.add(part(i));
                }
                streamed.add(new StreamedTensor(before + prefix, new int[] {Math.toIntExact(values())}, parts));
            }
            return streamed;
        }

        /**
         * Reads the tensors from a file.
         *
         * @param names of the file; those that are read are removed
         * @throws HazeLabException if the file cannot be read
         * @throws MismatchException if one is missing or has another shape
         */
        void read(ModelFile file, String before, Set<String> names, Progress progress)
            throws HazeLabException, MismatchException {
            long at = 0;
            for (int i = 0; i < parameters.size(); i++) {
                int[] shape = parameters.get(i).shape();
                String name = before + prefix + (oneRow ? "" : parameters.get(i).name());
                require(file, name, oneRow ? new int[] {Math.toIntExact(values())} : shape);
                int size = Math.toIntExact(FloatTensor.size(shape));
                float[] values = file.read(name, oneRow ? at : 0, size, progress);
                at += size;
                names.remove(name);
                DeviceTensor tensor = tensors.get(i);
                device.run(progress, scope -> {
                    tensor.set(new FloatTensor(shape, values));
                    return null;
                });
            }
        }

        @Override
        public void close() {
            if (kind.isYielded()) {
                tensors.forEach(DeviceTensor::close);
            }
        }
    }

    private static void require(ModelFile file, String name, int[] shape) throws MismatchException {
        if (!file.names().contains(name)) {
            throw new MismatchException(name + " is missing");
        }
        if (!Arrays.equals(file.shape(name), shape)) {
            throw new MismatchException(name + " has the shape " + Arrays.toString(file.shape(name)) + " instead of "
                + Arrays.toString(shape));
        }
    }

    private long values() {
        return parameters.stream().mapToLong(parameter -> FloatTensor.size(parameter.shape())).sum();
    }
}
