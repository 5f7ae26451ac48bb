// SPDX-License-Identifier: Apache-2.0

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.hazematching.HazeMatchingNetwork;
import org.hazelab.methods.optimizer.Adam;
import org.hazelab.methods.optimizer.AdamScript;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;
import org.hazelab.runtime.trial.Trial;
import org.hazelab.runtime.trial.Verdict;

/** Compares HazeMatching's networks on a device with the processor: numbers, rates and training. See run.sh. */
public class GpuCheck {

    private static final int NONE = 3;
    private static final List<Integer> BATCHES = List.of(1, 4, 16, 64);
    private static final int CPU_BATCH = 4;
    private static final int RUNS = 3;
    private static final int STEPS = 5;
    private static final int TRAINING_BATCH = 4;
    /** Losses of equal steps, which differences of rounding enter again at each step. */
    private static final double MOST_LOSS = 0.02;

    private final ComputeDevice device;
    private final ComputeDevice processor;
    private final int size;
    private final PrintStream out;
    private boolean wrong;

    private GpuCheck(ComputeDevice device, ComputeDevice processor, int size, PrintStream out) {
        this.device = device;
        this.processor = processor;
        this.size = size;
        this.out = out;
    }

    /** Takes the device and the sizes of the networks. */
    public static void main(String[] args) throws HazeLabException {
        System.exit(check(args[0], Arrays.stream(args).skip(1).map(Integer::valueOf).toList(), System.out));
    }

    /** Checks a device; the exit code of run.sh. */
    public static int check(String name, List<Integer> sizes, PrintStream out) throws HazeLabException {
        ComputeDevice processor = ComputeDevice.open(RuntimeSettings.resolve("cpu", 0, ""));
        ComputeDevice device;
        try {
            device = ComputeDevice.open(RuntimeSettings.resolve(name, 0, ""));
        } catch (HazeLabException e) {
            out.println("no GPU: " + e.getMessage());
            return NONE;
        }
        out.println("device:    " + device.words() + "; " + device.identity());
        out.println("processor: " + processor.words());
        boolean wrong = false;
        for (int size : sizes) {
            GpuCheck check = new GpuCheck(device, processor, size, out);
            check.compare();
            check.rates();
            check.train();
            wrong |= check.wrong;
        }
        return wrong ? 1 : 0;
    }

    private ScriptModule load(ComputeDevice on, Order order) throws HazeLabException {
        Network network = HazeMatchingNetwork.of(size);
        var weights = network.initialWeights(1);
        weights.values().forEach(tensor -> {
            for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] += (float)(0.02 * Math.sin(i)); // no part of the network gives zeros then
            }
        });
        return ScriptModule.load(on, network, WeightSource.of(weights), order, Progress.NONE);
    }

    private FloatTensor noise(int batch, int stream) {
        FloatTensor noise = FloatTensor.zeros(batch, 1, size, size);
        RandomStream random = RandomStream.of(size, stream);
        for (int i = 0; i < noise.values().length; i++) {
            noise.values()[i] = (float)random.nextGaussian();
        }
        return noise;
    }

    private FloatTensor step(ScriptModule module, int batch) throws HazeLabException {
        FloatTensor state = noise(batch, 0);
        FloatTensor hazy = noise(batch, 1);
        return module.device().run(Progress.NONE,
            scope -> scope.infer(module, HazeMatchingNetwork.EULER, state, hazy, 0.0, 1.0).get(0).get());
    }

    /** Seconds a tile, the best of some runs after one that is not counted. */
    private double seconds(ScriptModule module, int batch) throws HazeLabException {
        step(module, batch);
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < RUNS; i++) {
            long begin = System.nanoTime();
            step(module, batch);
            best = Math.min(best, (System.nanoTime() - begin) * 1e-9 / batch);
        }
        return best;
    }

    private Trial.Subject subject(ScriptModule module, int batch) {
        return new Trial.Subject() {
            @Override
            public FloatTensor tile(Progress progress) throws HazeLabException {
                return step(module, 1);
            }

            @Override
            public double secondsPerTile(Progress progress) throws HazeLabException {
                return seconds(module, batch);
            }
        };
    }

    /** The verdict that auto would come to. */
    private void compare() throws HazeLabException {
        try (ScriptModule there = load(device, Order.CHANNELS_LAST);
            ScriptModule here = load(processor, Order.CHANNELS_LAST)) {
            Verdict verdict = Trial.run(subject(there, BATCHES.get(2)), subject(here, CPU_BATCH), Progress.NONE);
            out.printf("%d-net verdict: %s%n", size, verdict.words(device.name()));
            out.printf("%d-net numbers: off by %.5f of their deviation, at most %.5f%n", size, verdict.deviation(),
                verdict.largest());
            wrong |= verdict.kind() != Verdict.Kind.GOOD && verdict.kind() != Verdict.Kind.SLOWER;
        }
    }

    private void rates() throws HazeLabException {
        try (ScriptModule module = load(device, Order.CHANNELS_LAST)) {
            for (int batch : device.isCpu() ? BATCHES.subList(0, 2) : BATCHES) {
                double seconds = seconds(module, batch);
                out.printf("%d-net inference, batch %2d: %9.3f ms a tile%n", size, batch, 1e3 * seconds);
            }
        } catch (HazeLabException | RuntimeException e) {
            wrong = true;
            out.printf("%d-net inference failed: %s%n", size, e);
        }
    }

    private void train() throws HazeLabException {
        if (device.name().equals("mps")) {
            out.printf("%d-net training: not on mps%n", size);
            return;
        }
        try {
            double[] there = losses(device);
            double[] here = losses(processor);
            double most = 0;
            for (int i = 0; i < here.length; i++) {
                double off = Math.abs(there[i] - here[i]) / here[i];
                most = Double.isFinite(off) ? Math.max(most, off) : Double.POSITIVE_INFINITY;
            }
            boolean right = most <= MOST_LOSS && here[STEPS - 1] < here[0];
            out.printf("%d-net training: %s; losses %s, on the processor %s%n", size, right ? "right" : "WRONG",
                Arrays.toString(there), Arrays.toString(here));
            wrong |= !right;
        } catch (HazeLabException | RuntimeException e) {
            wrong = true;
            out.printf("%d-net training failed: %s%n", size, e);
        }
    }

    /** Of the same batch, so they fall. */
    private double[] losses(ComputeDevice on) throws HazeLabException {
        double[] losses = new double[STEPS];
        FloatTensor noise = noise(TRAINING_BATCH, 2);
        FloatTensor clean = noise(TRAINING_BATCH, 3);
        FloatTensor hazy = noise(TRAINING_BATCH, 4);
        FloatTensor times = new FloatTensor(new int[] {TRAINING_BATCH}, new float[] {0.1f, 0.4f, 0.6f, 0.9f});
        double best = Double.POSITIVE_INFINITY;
        try (ScriptModule module = load(on, Order.ROWS)) {
            on.run(Progress.NONE, scope -> scope.evaluate(module, Adam.begin(AdamScript.NAME)));
            for (int i = 0; i < STEPS; i++) {
                int count = i + 1;
                long begin = System.nanoTime();
                losses[i] =
                    on.run(Progress.NONE, scope -> scope.train(module, AdamScript.STEP, noise, clean, hazy, times,
                        1e-4, 0.9, 0.999, 1e-8, count).get(0).get()).values()[0];
                best = Math.min(best, (System.nanoTime() - begin) * 1e-6);
            }
        }
        out.printf("%d-net training on %s: %.1f ms a step, batch %d%n", size, on.name(), best, TRAINING_BATCH);
        return losses;
    }
}
