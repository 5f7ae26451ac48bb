// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.file.StreamedTensor;

/**
 * The tensors of a training as a model file: those of the model under their own names, so that it is a model like any
 * other, those of the best round behind {@link Trainer#BEST}, and then all others. Written and read a tensor at a time.
 *
 * @param model the groups of the model
 * @param best copies of them, of the best round
 * @param others all other groups
 */
record Checkpoint(List<StateGroup> model, List<StateGroup> best, List<StateGroup> others) {

    /** Takes hold of groups for as long as their file is open. */
    private static final class Open implements AutoCloseable {

        private final List<StateGroup.Held> held = new ArrayList<>();

        StateGroup.Held hold(StateGroup group, Progress progress) throws HazeLabException {
            held.add(group.hold(progress));
            return held.get(held.size() - 1);
        }

        @Override
        public void close() {
            held.forEach(StateGroup.Held::close);
        }
    }

    /** Writes all of it, over an older one. */
    void write(Path path, ModelDescription description, Progress progress) throws HazeLabException {
        try (Open open = new Open()) {
            List<StreamedTensor> tensors = new ArrayList<>();
            for (StateGroup group : model) {
                tensors.addAll(open.hold(group, progress).streamed(""));
            }
            for (StateGroup group : best) {
                tensors.addAll(open.hold(group, progress).streamed(Trainer.BEST));
            }
            for (StateGroup group : others) {
                tensors.addAll(open.hold(group, progress).streamed(""));
            }
            ModelFile.write(path, true, description, tensors, progress);
        }
    }

    /** Writes a model of some groups alone. */
    static void writeModel(Path path, ModelDescription description, List<StateGroup> groups, Progress progress)
        throws HazeLabException {
        try (Open open = new Open()) {
            List<StreamedTensor> tensors = new ArrayList<>();
            for (StateGroup group : groups) {
                tensors.addAll(open.hold(group, progress).streamed(""));
            }
            ModelFile.write(path, false, description, tensors, progress);
        }
    }

    /**
     * Reads all of it into the groups.
     *
     * @param path of the file, for messages
     * @throws HazeLabException if the file lacks something, or holds something else
     */
    void read(ModelFile file, Path path, Progress progress) throws HazeLabException {
        Set<String> names = new HashSet<>(file.names());
        try (Open open = new Open()) {
            for (StateGroup group : model) {
                open.hold(group, progress).read(file, "", names, progress);
            }
            for (StateGroup group : best) {
                open.hold(group, progress).read(file, Trainer.BEST, names, progress);
            }
            for (StateGroup group : others) {
                open.hold(group, progress).read(file, "", names, progress);
            }
        } catch (StateGroup.MismatchException e) {
            throw damaged(path, e.problem());
        }
        for (String name : file.names()) {
            if (names.contains(name)) {
                throw damaged(path, "the training has no " + name);
            }
        }
    }

    private static HazeLabException damaged(Path path, String problem) {
        return new HazeLabException("The checkpoint \"" + path + "\" is damaged: " + problem,
            "Choose another file, or train again from the start.");
    }
}
