// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.optimizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.OrderedWork;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceScope;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Type;

/**
 * Steps whose gradients are computed in pieces of the batch, as many at once as the device has lanes, and added in the
 * order of the pieces. How a batch is cut does not depend on the lanes: the weights are the same bytes for any number
 * of them. As many sets of gradients as there are lanes live at once, and their sum.
 *
 * <p>The loss must be a mean over the items of the batch, each of which counts by itself. Where items meet in the loss,
 * as in a maximum over the batch, the whole batch is one piece: {@link #WHOLE}. On a GPU it always is.
 */
public final class MicroBatches implements AutoCloseable {

    /** The size of the pieces where a batch must not be cut. */
    public static final int WHOLE = Integer.MAX_VALUE;

    private static final String ADD = "add";

    private final ComputeDevice device;
    private final int items;
    private final ScriptModule module;

    /** Computes the gradients of a piece, in a turn on the device. */
    @FunctionalInterface
    public interface Gradients {
        /**
         * Computes what {@link AdamScript#GRADIENTS} yields.
         *
         * @param first the number of the first item
         * @param count of items
         * @param share of the batch that the piece is: what its losses are multiplied by before they are derived
         * @return the means of the losses over the piece, one tensor; then the gradients
         */
        List<DeviceTensor> of(DeviceScope scope, int first, int count, double share);
    }

    /** Changes the weights, in a turn on the device. */
    @FunctionalInterface
    public interface Change {
        /** @param gradients of the whole batch; they may be written over */
        void by(DeviceScope scope, List<DeviceTensor> gradients);
    }

    /** Computes losses of a piece without gradients, in a turn on the device. */
    @FunctionalInterface
    public interface Losses {
        /** @return their means over the piece */
        DeviceTensor of(DeviceScope scope, int first, int count);
    }

    private MicroBatches(ComputeDevice device, int items, ScriptModule module) {
        this.device = device;
        this.items = items;
        this.module = module;
    }

    /**
     * Prepares a device.
     *
     * @param items of a piece, at least 1, or {@link #WHOLE}; results depend on it by rounding
     */
    public static MicroBatches open(ComputeDevice device, int items, Progress progress) throws HazeLabException {
        if (items < 1) {
            throw new IllegalArgumentException("Pieces of " + items);
        }
        Network network = new Network("Sum");
        Map<String, Type> lists = new LinkedHashMap<>();
        lists.put("sum", Type.TENSORS);
        lists.put("more", Type.TENSORS);
        // Not in place: two gradients may be one tensor.
        network.inference(ADD, lists, Type.TENSORS,
            code -> code.call("torch._foreach_add", code.argument("sum"), code.argument("more")));
        return new MicroBatches(device, device.name().equals("cpu") ? items : WHOLE,
            ScriptModule.load(device, network, network.initial(0), Order.ROWS, progress));
    }

    /** Items of a batch that are worked on together. */
    private record Piece(int first, int count) {
    }

    /** Losses of a piece, and gradients, which stay on the device until this is closed. */
    private static final class Found implements AutoCloseable {

        private float[] losses = new float[0];
        private List<DeviceTensor> gradients = new ArrayList<>();

        Void take(DeviceScope scope, List<DeviceTensor> found) {
            losses = found.get(0).get().values();
            found.subList(1, found.size()).forEach(tensor -> gradients.add(scope.keep(tensor)));
            return null;
        }

        void add(DeviceScope scope, ScriptModule module, Found more) {
            List<DeviceTensor> sum = scope.evaluate(module, ADD, gradients, more.gradients);
            close();
            sum.forEach(scope::keep);
            gradients = sum;
        }

        @Override
        public void close() {
            gradients.forEach(DeviceTensor::close);
        }
    }

    /**
     * Computes the gradients of a batch and changes the weights by them.
     *
     * @param batch its number of items
     * @return the means of the losses over the batch, before the step
     * @throws HazeLabException if the device cannot be used
     * @throws org.hazelab.runtime.DeviceMemoryException if there is not enough memory
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public float[] step(int batch, Gradients gradients, Change change, Progress progress) throws HazeLabException {
        if (batch <= items) {
            return device.run(progress, scope -> {
                List<DeviceTensor> found = gradients.of(scope, 0, batch, 1);
                float[] losses = found.get(0).get().values();
                change.by(scope, found.subList(1, found.size()));
                return losses;
            });
        }
        Queue<Found> all = new ConcurrentLinkedQueue<>();
        try {
            Sum sum = new Sum(batch, (piece, part) -> {
                Found found = new Found();
                all.add(found);
                device.run(part, scope -> found.take(scope,
                    gradients.of(scope, piece.first, piece.count, piece.count / (double)batch)));
                return found;
            }, progress);
            run(sum, batch, progress);
            device.run(progress, scope -> {
                change.by(scope, sum.total().gradients);
                return null;
            });
            return sum.means();
        } finally {
            all.forEach(Found::close); // also where the user has cancelled
        }
    }

    /**
     * Computes losses of a batch.
     *
     * @param batch its number of items
     * @return their means over the batch
     */
    public float[] losses(int batch, Losses losses, Progress progress) throws HazeLabException {
        if (batch <= items) {
            return device.run(progress, scope -> losses.of(scope, 0, batch).get().values());
        }
        Sum sum = new Sum(batch, (piece, part) -> {
            Found found = new Found();
            found.losses =
                device.run(part, scope -> losses.of(scope, piece.first, piece.count).get().values());
            return found;
        }, progress);
        run(sum, batch, progress);
        return sum.means();
    }

    private void run(Sum sum, int batch, Progress progress) throws HazeLabException {
        int lanes = Math.min(device.lanes(), (batch - 1) / items + 1);
        OrderedWork.run("HazeLab crops", lanes, lanes, batch, sum, progress);
    }

    /** Computes a piece, on any thread. */
    @FunctionalInterface
    private interface Work {
        Found of(Piece piece, Progress progress) throws HazeLabException;
    }

    /** The pieces of a batch and what they add up to. */
    private final class Sum implements OrderedWork.Job<Piece, Found> {

        private final int batch;
        private final Work work;
        private final Progress progress;
        private int begun;
        private @Nullable Found total;
        private double[] losses = new double[0];

        Sum(int batch, Work work, Progress progress) {
            this.batch = batch;
            this.work = work;
            this.progress = progress;
        }

        @Override
        public @Nullable Piece next() {
            if (begun == batch) {
                return null;
            }
            Piece piece = new Piece(begun, Math.min(items, batch - begun));
            begun += piece.count;
            return piece;
        }

        @Override
        public double size(Piece piece) {
            return piece.count;
        }

        @Override
        public Found compute(Piece piece, Progress part) throws HazeLabException {
            return work.of(piece, part);
        }

        @Override
        public void accept(Piece piece, Found result) throws HazeLabException {
            Found sum = total;
            if (sum == null) {
                total = result;
                losses = new double[result.losses.length];
            } else if (!result.gradients.isEmpty()) {
                device.run(progress, scope -> {
                    sum.add(scope, module, result);
                    return null;
                });
                result.close();
            }
            for (int i = 0; i < losses.length; i++) {
                losses[i] += (double)piece.count / batch * result.losses[i];
            }
        }

        Found total() {
            if (total == null) {
                throw new IllegalStateException("a batch of nothing");
            }
            return total;
        }

        float[] means() {
            float[] means = new float[losses.length];
            for (int i = 0; i < means.length; i++) {
                means[i] = (float)losses[i];
            }
            return means;
        }
    }

    @Override
    public void close() {
        module.close();
    }
}
