// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.loss.Losses;
import org.hazelab.methods.loss.LpipsLoss;
import org.hazelab.methods.loss.PerceptualLoss;
import org.hazelab.methods.loss.StructureLoss;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;

/** The losses of tests/data/dehazesb_losses.py with their arguments. */
final class LossCases {

    private static final float[][] DRAWS = {{.2f, .9f, .7f, 1, -2, 3, 9}, {.8f, .1f, .3f, -2, 0, 14, 0},
        {.5f, .5f, .5f, 0, 1, 7, 5}};

    private final Map<String, FloatTensor> arguments = new LinkedHashMap<>();

    private LossCases() {
    }

    /** Runs a loss of the script: its values and its gradients. */
    static Losses.Result run(String name) throws HazeLabException {
        return new LossCases().named(name);
    }

    private Losses.Result named(String name) throws HazeLabException {
        return switch (name) {
            case "discriminator" -> argument("real", 1, 4, 0, 2, 1, 5, 6).argument("fake", 2, 4, 0, 2, 1, 5, 6)
                .result(of -> AdversarialLoss.discriminator(of.get("real"), of.get("fake")));
            case "generator" -> argument("fake", 2, 4, 0, 2, 1, 5, 6)
                .result(of -> AdversarialLoss.generator(of.get("fake")));
            case "energy" -> maps().result(of -> EntropyLoss.energy(of.get("same"), of.get("other")));
            case "entropy" -> maps().result(of -> EntropyLoss.entropy(of.get("same"), of.get("other")));
            case "bridge" -> argument("state", 5, 2, 0, 2, 3, 8, 7).argument("clean", 6, 2, 0, 2, 3, 8, 7).maps()
                .result(LossCases::bridge);
            case "nce" -> nce();
            case "ssim" -> similar().result(of -> SsimLoss.of(of.get("x"), of.get("y")));
            case "augmentation" -> augmentation();
            default -> name.startsWith("physical") ? physical(name)
                : name.startsWith("high") ? highFrequency(name)
                    : name.startsWith("prompt") ? prompt(name) : critic(name.endsWith("generator"));
        };
    }

    private LossCases argument(String name, long seed, double scale, double offset, int... shape) {
        arguments.put(name, Losses.random(seed, scale, offset, shape));
        return this;
    }

    private Losses.Result result(Function<Map<String, Value>, Value> loss) throws HazeLabException {
        return result(scope -> scope, (scope, values) -> loss.apply(values));
    }

    private <P> Losses.Result result(Function<Scope, P> parts,
        BiFunction<P, Map<String, Value>, Value> loss) throws HazeLabException {
        try (Losses losses = Losses.load(arguments, parts, loss)) {
            return losses.run(arguments);
        }
    }

    private LossCases maps() {
        return argument("same", 3, 6, 1, 2, 1, 5, 6).argument("other", 4, 6, 0, 2, 1, 5, 6);
    }

    private static Value bridge(Map<String, Value> of) {
        BridgeLoss loss = new BridgeLoss(0.01, 5);
        return loss.of(of.get("state"), of.get("clean"), EntropyLoss.entropy(of.get("same"), of.get("other")),
            loss.remaining(2));
    }

    private Losses.Result nce() throws HazeLabException {
        argument("query0", 7, 2, 0, 2, 4, 6, 5).argument("key0", 8, 2, 0, 2, 4, 6, 5);
        argument("query1", 9, 2, 0, 2, 3, 3, 2).argument("key1", 10, 2, 0, 2, 3, 3, 2);
        argument("weight0", 11, 2, 0, 8, 4).argument("weight1", 12, 2, 0, 8, 3);
        arguments.put("places0", new FloatTensor(new int[] {6}, new float[] {3, 17, 29, 0, 8, 11}));
        arguments.put("places1", new FloatTensor(new int[] {3}, new float[] {5, 2, 4}));
        return result(of -> new PatchNceLoss().of(List.of(of.get("query0"), of.get("query1")),
            List.of(of.get("key0"), of.get("key1")), List.of(of.get("places0"), of.get("places1")),
            (map, patches) -> PatchNceLoss.directions(patches.apply("linear", of.get("weight" + map)))));
    }

    /** As near to each other as the script has them. */
    private LossCases similar() {
        argument("x", 19, 1.6, 0, 2, 3, 13, 12).argument("y", 20, 1.6, 0, 2, 3, 13, 12);
        float[] x = arguments.get("x").values();
        float[] y = arguments.get("y").values();
        for (int i = 0; i < x.length; i++) {
            y[i] = (float)(0.7 * x[i] + 0.3 * y[i]);
        }
        return this;
    }

    private Losses.Result physical(String name) throws HazeLabException {
        boolean structure = name.endsWith("structure");
        int side = structure ? 20 : Integer.parseInt(name.substring(name.lastIndexOf('_') + 1));
        argument("clean", 13, 2, 0, 2, 3, side, side).argument("hazy", 14, 2, 0, 2, 3, side, side);
        argument("transmission", 15, .8, .5, 2, 1, side, side).argument("airlight", 16, .4, .7, 2, 3, 1, 1);
        Function<Scope, PerceptualLoss> perceptual =
            scope -> structure ? new StructureLoss(side) : LpipsLoss.ofSide(scope, side);
        return result(perceptual, (likeness, of) -> new PhysicalPriorLoss(likeness)
            .of(PhysicalPriorLoss.rebuilt(of.get("clean"), of.get("transmission"), of.get("airlight")),
                of.get("hazy")));
    }

    private Losses.Result highFrequency(String name) throws HazeLabException {
        int[] shape = name.endsWith("65x50") ? new int[] {2, 3, 65, 50} : new int[] {2, 3, 64, 64};
        return argument("x", 17, 1.6, 0, shape).argument("y", 18, 1.6, 0, shape)
            .result(of -> new HighFrequencyLoss(name.contains("image")).of(of.get("x"), of.get("y")));
    }

    private Losses.Result prompt(String name) throws HazeLabException {
        PromptClipLoss loss = name.endsWith("bce") ? PromptClipLoss.BCE : PromptClipLoss.SIGMOID;
        return argument("clean", 21, .1, .2, 3).argument("hazy", 22, .1, .2, 3)
            .result(of -> loss.of(of.get("clean"), of.get("hazy")));
    }

    private Losses.Result critic(boolean generator) throws HazeLabException {
        if (!generator) {
            levels("real", 23);
        }
        levels("fake", 26);
        return result(of -> generator ? CriticLoss.generator(levels(of, "fake"))
            : CriticLoss.discriminator(levels(of, "real"), levels(of, "fake")));
    }

    private void levels(String name, int seed) {
        argument(name + 0, seed, 8, 0, 2, 1, 3, 3).argument(name + 1, seed + 1, 8, 0, 2, 1, 3, 3);
        argument(name + 2, seed + 2, 8, 0, 2, 1);
    }

    private static List<Value> levels(Map<String, Value> of, String name) {
        return List.of(of.get(name + 0), of.get(name + 1), of.get(name + 2));
    }

    private Losses.Result augmentation() throws HazeLabException {
        argument("x", 29, 2, 0, 3, 3, 14, 11).argument("weight", 30, 2, 0, 3, 3, 14, 11);
        FloatTensor draws = FloatTensor.zeros(DRAWS.length, DiffAugment.DRAWS);
        for (int i = 0; i < DRAWS.length; i++) {
            System.arraycopy(DRAWS[i], 0, draws.values(), i * DiffAugment.DRAWS, DiffAugment.DRAWS);
        }
        arguments.put("draws", draws);
        return result(of -> DiffAugment.of(of.get("x"), of.get("draws").apply("detach")).times(of.get("weight")));
    }
}
