// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.weights;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * The weights of a part of a network that others have trained: what lies below one module comes from their file, the
 * rest of the part has constants.
 *
 * <pre>{@code
 * try (PartWeights foreign = lpips.open(folder, progress)) {
 *     module = ScriptModule.load(device, network, foreign.over(own), Order.ROWS, progress);
 * }
 * }</pre>
 */
public final class PartWeights implements AutoCloseable {

    private final String part;
    private final String stored;
    private final WeightsReader file;
    private final Progress progress;

    /**
     * Takes a file, which is closed with this.
     *
     * @param part what the names of the part's parameters begin with, such as {@code lpips.}
     * @param stored what the names of those begin with that are in the file, such as {@code lpips.net.}; the file has
     *     what stands behind it
     * @param progress asked while tensors are read
     */
    public PartWeights(String part, String stored, WeightsReader file, Progress progress) {
        this.part = part;
        this.stored = stored;
        this.file = file;
        this.progress = progress;
    }

    /** The file that the weights are read from. */
    public WeightsReader file() {
        return file;
    }

    /**
     * A source for the whole network.
     *
     * @param rest gives what is no parameter of this part; it is not asked for others
     */
    public WeightSource over(WeightSource rest) {
        return parameter -> parameter.name().startsWith(part) ? get(parameter) : rest.get(parameter);
    }

    private FloatTensor get(Parameter parameter) throws HazeLabException {
        progress.checkCanceled();
        if (parameter.name().startsWith(stored)) {
            return file.read(parameter.name().substring(stored.length()), parameter.shape(), progress);
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
