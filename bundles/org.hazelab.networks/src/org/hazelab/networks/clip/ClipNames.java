// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.clip;

import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.networks.weights.WeightsReader;
import org.hazelab.runtime.tensor.FloatTensor;

/** Finds the tensors of CLIP, by the names of OpenAI, in a file that may have those of {@code transformers}. */
final class ClipNames {

    private static final String VISUAL = "visual.";
    private static final String BLOCKS = "transformer.resblocks.";
    private static final String JOINT = "attn.in_proj_";
    private static final String[] PARTS = {"q", "k", "v"};
    /** OpenAI's name, that of transformers, the same again: what is the same behind it. */
    private static final String[][] OTHERS = {{"visual.class_embedding", "vision_model.embeddings.class_embedding"},
        {"visual.positional_embedding", "vision_model.embeddings.position_embedding.weight"},
        {"visual.conv1.", "vision_model.embeddings.patch_embedding."}, {"visual.ln_pre.", "vision_model.pre_layrnorm."},
        {"visual.ln_post.", "vision_model.post_layernorm."}, {"visual.proj", "visual_projection.weight"},
        {"token_embedding.", "text_model.embeddings.token_embedding."},
        {"positional_embedding", "text_model.embeddings.position_embedding.weight"},
        {"ln_final.", "text_model.final_layer_norm."}, {"text_projection", "text_projection.weight"}};
    /** The same within a block. */
    private static final String[][] IN_BLOCK = {{"attn.out_proj.", "self_attn.out_proj."}, {"ln_1.", "layer_norm1."},
        {"ln_2.", "layer_norm2."}, {"mlp.c_fc.", "mlp.fc1."}, {"mlp.c_proj.", "mlp.fc2."}};

    private final WeightsReader file;
    private final boolean foreign;

    private ClipNames(WeightsReader file, boolean foreign) {
        this.file = file;
        this.foreign = foreign;
    }

    static ClipNames of(WeightsReader file) {
        return new ClipNames(file, file.shape("vision_model.embeddings.class_embedding").isPresent());
    }

    private String stored(String name) {
        if (!foreign) {
            return name;
        }
        String bare = name.startsWith(VISUAL) ? name.substring(VISUAL.length()) : name;
        if (bare.startsWith(BLOCKS)) {
            int end = bare.indexOf('.', BLOCKS.length());
            return (bare.equals(name) ? "text_model" : "vision_model") + ".encoder.layers."
                + bare.substring(BLOCKS.length(), end + 1) + replaced(bare.substring(end + 1), IN_BLOCK);
        }
        return replaced(name, OTHERS);
    }

    private static String replaced(String name, String[][] pairs) {
        for (String[] pair : pairs) {
            if (name.startsWith(pair[0])) {
                return pair[1] + name.substring(pair[0].length());
            }
        }
        return name;
    }

    /** Matrices that one of them multiplies from the left, and the other from the right. */
    private boolean isTransposed(String name) {
        return foreign && (name.equals("visual.proj") || name.equals("text_projection"));
    }

    private int[] lengths(String name, int axes) throws HazeLabException {
        String stored = stored(name);
        Optional<int[]> lengths = file.shape(stored).filter(shape -> shape.length == axes);
        if (lengths.isEmpty()) {
            throw none("it has no tensor \"" + stored + "\" of " + axes + (axes == 1 ? " axis" : " axes"));
        }
        int[] shape = lengths.get();
        return isTransposed(name) ? new int[] {shape[1], shape[0]} : shape;
    }

    private HazeLabException none(String problem) {
        return new HazeLabException(
            "The file \"" + file.path() + "\" has no weights of CLIP with a vision transformer: "
                + problem,
            "Take " + ClipWeights.VIT_B_32.file() + " (see " + ClipWeights.VIT_B_32.address() + ")");
    }

    /** The shape that the tensors of the file have. */
    ClipShape shape() throws HazeLabException {
        int[] patch = lengths("visual.conv1.weight", 4);
        int places = lengths("visual.positional_embedding", 2)[0];
        int[] words = lengths("token_embedding.weight", 2);
        int side = (int)Math.round(Math.sqrt(places - 1.0));
        try {
            ClipShape.Tower image = new ClipShape.Tower(patch[0], blocks(VISUAL), side, patch[3],
                lengths("visual.proj", 2)[1]);
            ClipShape.Tower text = new ClipShape.Tower(words[1], blocks(""), lengths("positional_embedding", 2)[0],
                words[0], lengths("text_projection", 2)[1]);
            return new ClipShape(image, text);
        } catch (IllegalArgumentException e) {
            throw none(String.valueOf(e.getMessage()));
        }
    }

    private int blocks(String tower) {
        int count = 0;
        while (file.shape(stored(tower + BLOCKS + count + ".ln_1.weight")).isPresent()) {
            count++;
        }
        return count;
    }

    /** Reads a tensor; see {@link WeightsReader#read}. */
    FloatTensor read(String name, int[] shape, Progress progress) throws HazeLabException {
        int joint = foreign ? name.indexOf(JOINT) : -1;
        if (joint >= 0) {
            return joined(name.substring(0, joint), name.substring(joint + JOINT.length()), shape, progress);
        }
        if (!isTransposed(name)) {
            return file.read(stored(name), shape, progress);
        }
        return transposed(file.read(stored(name), new int[] {shape[1], shape[0]}, progress));
    }

    /** Queries, keys and values one below the other. */
    private FloatTensor joined(String block, String kind, int[] shape, Progress progress) throws HazeLabException {
        FloatTensor all = FloatTensor.zeros(shape);
        int[] part = shape.clone();
        part[0] /= PARTS.length;
        int size = all.values().length / PARTS.length;
        for (int i = 0; i < PARTS.length; i++) {
            FloatTensor one = file.read(stored(block) + "self_attn." + PARTS[i] + "_proj." + kind, part, progress);
            System.arraycopy(one.values(), 0, all.values(), i * size, size);
        }
        return all;
    }

    private static FloatTensor transposed(FloatTensor matrix) {
        int rows = matrix.shape()[0];
        int columns = matrix.shape()[1];
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = matrix.values()[i % rows * columns + i / rows];
        }
        return new FloatTensor(new int[] {columns, rows}, values);
    }
}
