// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.veil;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.methods.optimizer.Adam;
import org.hazelab.methods.optimizer.Gradients;
import org.hazelab.methods.optimizer.MovingAverage;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.script.layers.Functions;

/**
 * The networks of a trained veil. The generator takes a hazy image and yields the clear one and the transmission; its
 * first layer is frozen. The critic tells clear images from dehazed ones. The method {@value #DEHAZE}(hazy, strength)
 * yields both images.
 */
final class VeilNetwork {

    static final String DEHAZE = "dehaze";
    static final String STEP = "step";
    static final String LOSSES = "losses";
    static final String GENERATOR = "generator";
    static final String CRITIC = "critic";

    private static final int WIDTH = 8;
    private static final int KERNEL = 3;
    private static final double LONGEST = 1;
    private static final double DECAY = 0.01;

    /** Clear image and transmission of a hazy one. */
    private record Generator(Conv2d stem, Conv2d body, Conv2d clear, Conv2d map) {

        static Generator at(Scope at) {
            return new Generator(Conv2d.of(at.at("stem").frozen(), 3, WIDTH, KERNEL),
                Conv2d.of(at.at("body"), WIDTH, WIDTH, KERNEL), Conv2d.of(at.at("clear"), WIDTH, 3, KERNEL),
                Conv2d.of(at.at("map"), WIDTH, 1, KERNEL));
        }

        Value features(Value hazy) {
            return Functions.relu(body.of(Functions.relu(stem.of(hazy))));
        }

        Value clear(Value hazy, Value features, Object strength) {
            return hazy.plus(clear.of(features).times(strength));
        }

        Value transmission(Value features, Object strength) {
            return Functions.sigmoid(map.of(features)).minus(1.0).times(strength).plus(1.0);
        }
    }

    /** Numbers above 0 where an image looks clear. */
    private record Critic(Conv2d first, Conv2d second) {

        static Critic at(Scope at) {
            return new Critic(Conv2d.of(at.at(0), 3, WIDTH, KERNEL).withStride(2),
                Conv2d.started(at.at(1), WIDTH, 1, KERNEL, Initializer.normal(0.02)));
        }

        Value of(Value image) {
            return second.of(Functions.leakyRelu(first.of(image), 0.2));
        }
    }

    private final Network network = new Network("Veil");
    private final Generator generator = Generator.at(network.root().at(GENERATOR));

    private VeilNetwork() {
        Map<String, Type> arguments = tensors("hazy");
        arguments.put("strength", Type.FLOAT);
        network.inference(DEHAZE, arguments, Type.TENSORS, code -> {
            Value hazy = code.argument("hazy");
            Value features = generator.features(hazy);
            return code.list(generator.clear(hazy, features, code.argument("strength")),
                generator.transmission(features, code.argument("strength")));
        });
    }

    /** The generator alone, which a model file has. */
    static Network toInfer() {
        return new VeilNetwork().network;
    }

    /** The generator with what it takes to train it on pairs, see {@link VeilTask}. */
    static Network toPretrain() {
        VeilNetwork made = new VeilNetwork();
        Network network = made.network;
        Map<String, Type> images = tensors("hazy", "clear");
        network.inference(LOSSES, images, Type.TENSOR, code -> stacked(code, made.paired(code)));
        Adam adam = made.optimizer();
        network.training(STEP, numbers(images, "rate"), Type.TENSOR, code -> {
            List<Value> losses = made.paired(code);
            Value all = losses.get(0).plus(losses.get(1).times(0.1));
            change(code, adam, Gradients.of(code, all, adam.parameters()), "rate");
            return stacked(code, losses);
        });
        return network;
    }

    /** The generator and the critic, each of which learns from the other, see {@link VeilTask}. */
    static Network toRefine() {
        VeilNetwork made = new VeilNetwork();
        Network network = made.network;
        Critic critic = Critic.at(network.root().at(CRITIC));
        Map<String, Type> images = tensors("hazy", "clear", "taught");
        network.inference(LOSSES, images, Type.TENSOR, code -> stacked(code, made.opposed(code, critic)));
        Adam first = made.optimizer();
        Adam second = Adam.declare(network, CRITIC, network.trained(CRITIC));
        network.training(STEP, numbers(images, "rate", "critic_rate"), Type.TENSOR, code -> {
            List<Value> losses = made.opposed(code, critic);
            Value all = losses.get(0).plus(losses.get(1).times(0.1)).plus(losses.get(2).times(0.5))
                .plus(losses.get(3).times(0.01));
            Value ofGenerator = Gradients.of(code, all, first.parameters());
            Value ofCritic = Gradients.of(code, losses.get(4), second.parameters());
            change(code, first, ofGenerator, "rate");
            Gradients.clip(code, ofCritic, LONGEST);
            second.stepWithDecay(code, ofCritic, adam(code, "critic_rate"), DECAY);
            return stacked(code, losses);
        });
        return network;
    }

    /** Adam for what is trained of the generator, and its average. */
    private Adam optimizer() {
        List<Parameter> trained = network.trained(GENERATOR);
        MovingAverage.declare(network, trained);
        return Adam.declare(network, GENERATOR, trained);
    }

    /** The distances of the dehazed image from the clear one, and, with the haze put back, from the hazy one. */
    private List<Value> paired(Code code) {
        Value hazy = code.argument("hazy");
        Value features = generator.features(hazy);
        Value clear = generator.clear(hazy, features, 1.0);
        Value transmission = generator.transmission(features, 1.0);
        Value again = clear.minus(1.0).times(transmission).plus(1.0);
        return List.of(Functions.meanSquaredError(clear, code.argument("clear")),
            Functions.meanAbsoluteError(again, hazy));
    }

    /** As {@link #paired}, then the distance from the teacher's image, and what generator and critic play for. */
    private List<Value> opposed(Code code, Critic critic) {
        Value hazy = code.argument("hazy");
        Value made = generator.clear(hazy, generator.features(hazy), 1.0);
        Value looks = critic.of(made);
        Value real = critic.of(code.argument("clear"));
        Value unreal = critic.of(Functions.detached(made));
        Value caught = Functions.logisticLoss(unreal, unreal.apply("zeros_like"));
        List<Value> pair = paired(code);
        return List.of(pair.get(0), pair.get(1), Functions.meanSquaredError(made, code.argument("taught")),
            Functions.logisticLoss(looks, looks.apply("ones_like")),
            Functions.logisticLoss(real, real.apply("ones_like")).plus(caught));
    }

    private static void change(Code code, Adam adam, Value gradients, String rate) {
        Gradients.clip(code, gradients, LONGEST);
        adam.step(code, gradients, adam(code, rate));
    }

    private static Adam.Numbers adam(Code code, String rate) {
        return new Adam.Numbers(code.argument(rate), 0.9, 0.99, 1e-8, code.argument("count"));
    }

    private static Value stacked(Code code, List<Value> losses) {
        return code.call("torch.stack", code.list(losses.stream().map(Functions::detached).toArray()));
    }

    private static Map<String, Type> tensors(String... names) {
        Map<String, Type> arguments = new LinkedHashMap<>();
        for (String name : names) {
            arguments.put(name, Type.TENSOR);
        }
        return arguments;
    }

    private static Map<String, Type> numbers(Map<String, Type> images, String... rates) {
        Map<String, Type> arguments = new LinkedHashMap<>(images);
        for (String rate : rates) {
            arguments.put(rate, Type.FLOAT);
        }
        arguments.put("count", Type.INT);
        return arguments;
    }
}
