// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.knime.core.node.ExecutionContext;

/** A small model of a method that does not exist. */
public final class TestModel implements TestInput {

    /** What it says about itself; keys and values of all sorts. */
    public static final ModelDescription DESCRIPTION = new ModelDescription("some-method",
        ModelEntries.EMPTY.with("channels", 32, 64).with("with a blank", true),
        ModelEntries.EMPTY.with("mean", 0.1).with("std", 2.5), ModelEntries.EMPTY.with("epochs", 3).with("note",
            "<\u00fc> & \"quotes\"\nline\ttab \ud83c\udf2b").with("empty", ""),
        ModelEntries.EMPTY.with("hazelab", "1.0.0"));

    private final int numbers;

    private TestModel(final int numbers) {
        this.numbers = numbers;
    }

    /** A model with as many weights. */
    public static TestModel of(final int numbers) {
        return new TestModel(numbers);
    }

    /** Writes the model's file, and the folders above it. */
    public Path write(final Path file) throws IOException {
        Files.createDirectories(file.getParent());
        float[] values = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            values[i] = i / 7f;
        }
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        tensors.put("out.2.weight", new FloatTensor(new int[] {numbers}, values));
        tensors.put("a.bias", new FloatTensor(new int[] {1, 2}, new float[] {-1, 0.5f}));
        try {
            ModelFile.write(file, false, DESCRIPTION, tensors, Progress.NONE);
        } catch (HazeLabException e) {
            throw new IllegalStateException("The model cannot be written", e);
        }
        return file;
    }

    @Override
    public ModelPortObjectSpec spec() {
        return new ModelPortObjectSpec(DESCRIPTION);
    }

    @Override
    public ModelPortObject build(final String name, final ExecutionContext exec) {
        try {
            return ModelPortObject.create(exec, file -> {
                try {
                    write(file);
                } catch (IOException e) {
                    throw new IllegalStateException("The model cannot be written", e);
                }
                return DESCRIPTION;
            });
        } catch (HazeLabException | IOException e) {
            throw new IllegalStateException("The model cannot be stored", e);
        }
    }
}
