// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.clip;

import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.networks.weights.ForeignWeights;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.networks.weights.WeightsReader;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * The weights of CLIP in a user's file, open for reading: OpenAI's archive, or safetensors under its names or under
 * those of Hugging Face's {@code transformers}. The shape is the file's.
 */
public final class ClipWeights implements AutoCloseable {

    /** ViT-B/32, as OpenAI publishes it. */
    public static final ForeignWeights VIT_B_32 = new ForeignWeights("CLIP ViT-B/32 of OpenAI", "ViT-B-32.pt",
        "40d365715913c9da98579312b702a82c18be219cc2a73407c4526f58eba950af",
        "https://github.com/openai/CLIP/blob/main/clip/clip.py", "OpenAI, MIT");

    private static final String TOKENS = "token_embedding.weight";

    private final WeightsReader file;
    private final ClipNames names;
    private final ClipShape shape;
    private final Progress progress;

    private ClipWeights(WeightsReader file, Progress progress) throws HazeLabException {
        this.file = file;
        this.progress = progress;
        names = ClipNames.of(file);
        shape = names.shape();
    }

    /** Whether there is a file of them, which may not be the published one. */
    public static boolean isIn(WeightsFolder folder) {
        return folder.find(VIT_B_32).isPresent();
    }

    /**
     * Opens the weights of {@link #VIT_B_32}.
     *
     * @param progress asked while the file is read, also later
     * @throws HazeLabException if there is no file, one under the published name is another one, it is no CLIP with a
     *     vision transformer, or it cannot be read
     */
    public static ClipWeights open(WeightsFolder folder, Progress progress) throws HazeLabException {
        WeightsReader reader = folder.open(VIT_B_32, progress);
        boolean opened = false;
        try {
            ClipWeights weights = new ClipWeights(reader, progress);
            opened = true;
            return weights;
        } finally {
            if (!opened) {
                reader.close();
            }
        }
    }

    /** The lengths of its parts. */
    public ClipShape shape() {
        return shape;
    }

    /** The SHA-256 of the file, for the record. */
    public String sha256() {
        return file.sha256();
    }

    /**
     * What users should know of the file, a sentence: that it is not the published one, to the byte, so that features
     * may be others.
     */
    public Optional<String> remark() {
        return file.isPublished() ? Optional.empty() : Optional.of("The weights of " + VIT_B_32.title()
            + " are from the file \"" + file.path() + "\", which is a conversion: its SHA-256 is " + sha256()
            + ", and only its names and shapes could be compared with the published file.");
    }

    /** The embeddings of tokens, (1, tokens, width). */
    public FloatTensor tokens(int... ids) throws HazeLabException {
        int width = shape.text().width();
        FloatTensor table = names.read(TOKENS, new int[] {shape.text().units(), width}, progress);
        FloatTensor rows = FloatTensor.zeros(1, ids.length, width);
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(table.values(), ids[i] * width, rows.values(), i * width, width);
        }
        return rows;
    }

    /**
     * A source for a network that has towers of CLIP as parts.
     *
     * @param path of the scope that they were declared at, such as {@code clip.}
     * @param rest gives what is no parameter of theirs; it is not asked for others
     */
    public WeightSource over(String path, WeightSource rest) {
        return parameter -> parameter.name().startsWith(path)
            ? get(parameter, parameter.name().substring(path.length())) : rest.get(parameter);
    }

    private FloatTensor get(Parameter parameter, String name) throws HazeLabException {
        progress.checkCanceled();
        if (!name.startsWith(ClipImage.INPUT + ".")) {
            return names.read(name, parameter.shape(), progress);
        }
        FloatTensor constant = FloatTensor.zeros(parameter.shape());
        parameter.initializer().fill(constant.values(), RandomStream.of(0, 0));
        return constant;
    }

    @Override
    public void close() throws HazeLabException {
        file.close();
    }
}
