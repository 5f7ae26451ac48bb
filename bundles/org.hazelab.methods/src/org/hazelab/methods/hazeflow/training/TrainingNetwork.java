// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.methods.hazeflow.loss.HazeEquations;
import org.hazelab.methods.hazeflow.loss.StageLosses.Output;
import org.hazelab.methods.hazeflow.loss.StageLosses.Pairs;
import org.hazelab.methods.hazeflow.loss.StageLosses;
import org.hazelab.methods.hazeflow.network.Dropout;
import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.hazelab.methods.hazeflow.network.HazeFlowUNet;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.hazeflow.training.settings.LossSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.loss.LossTerms;
import org.hazelab.methods.loss.LpipsLoss;
import org.hazelab.methods.loss.StructureLoss;
import org.hazelab.methods.optimizer.Adam;
import org.hazelab.methods.optimizer.Gradients;
import org.hazelab.methods.optimizer.MovingAverage;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;

/**
 * The network that a stage trains, the student, with its losses. A teacher is a network of its own, of which the
 * student is told what it says.
 *
 * <p>The methods, besides those of {@link Adam}, {@link MovingAverage} and {@link HazeFlowNetwork#INFER}:
 * {@value #GRADIENTS}(the stage's tensors, keys, share) yields the losses of {@link HazeFlowRecipe#losses(Stage)} and
 * the gradients of share times their sum; {@value #LOSSES}(the stage's tensors) the losses alone, without dropout;
 * {@value #APPLY}(gradients, rate, longest, count) changes the weights.
 */
final class TrainingNetwork {

    static final String GRADIENTS = "gradients";
    static final String LOSSES = "losses";
    static final String APPLY = "apply_gradients";
    static final String ADAM = "adam";

    private static final String LPIPS = "lpips";
    private static final String KEYS = "keys";
    private static final String SHARE = "share";
    private static final String HAZY = "hazy";
    private static final String MAP = "map";
    private static final String CLEAN = "clean";
    private static final String PAIRED = "paired";
    private static final String TEACHER_VELOCITY = "teacher_velocity";
    private static final String TEACHER_TRANSMISSION = "teacher_transmission";

    private final Network network = new Network("HazeFlow");
    private final HazeFlowSettings settings;
    private final Stage stage;
    private final HazeFlowUNet unet;
    private final List<Parameter> student;
    private final Optional<LpipsLoss> lpips;
    private final StageLosses losses;

    /** Declares all of it. */
    TrainingNetwork(HazeFlowRecipe recipe, Stage stage) {
        settings = recipe.settings();
        this.stage = stage;
        unet = new HazeFlowUNet(network.root(), recipe.shape());
        student = network.parameters();
        LossSettings loss = settings.losses();
        lpips = loss.perceptual().isLpips(recipe.weights())
            ? Optional.of(LpipsLoss.of(network.root().at(LPIPS))) : Optional.empty();
        losses = new StageLosses(lpips.isPresent() ? lpips.get() : new StructureLoss(settings.side()), loss.colour(),
            loss.transmission());
        declare();
    }

    /** The whole of it. */
    Network network() {
        return network;
    }

    /** What is trained, in the order of the model file. */
    List<Parameter> student() {
        return student;
    }

    /** LPIPS, if that is the perceptual loss. */
    Optional<LpipsLoss> lpips() {
        return lpips;
    }

    private void declare() {
        network.inference(HazeFlowNetwork.INFER, tensors(List.of(HAZY, MAP)), Type.TENSORS, code -> {
            Output output = output(code, HAZY, MAP, Dropout.NONE);
            return code.list(output.velocity().contiguous(), output.transmission().contiguous());
        });
        network.inference(LOSSES, tensors(arguments()), Type.TENSOR, code -> {
            LossTerms terms = terms(code, Dropout.NONE);
            return terms.record(code, terms.total());
        });
        MovingAverage.declare(network, student);
        Adam adam = Adam.declare(network, ADAM, student);
        Map<String, Type> shared = tensors(arguments());
        shared.put(KEYS, Type.TENSOR);
        shared.put(SHARE, Type.FLOAT);
        network.training(GRADIENTS, shared, Type.TENSORS, code -> {
            double probability = settings.optimizer().dropout();
            LossTerms terms = terms(code, probability == 0 ? Dropout.NONE
                : new SeededDropout(code.argument(KEYS), probability));
            Value total = terms.total();
            Value gradients = Gradients.of(code, total.times(code.argument(SHARE)), student);
            return code.expression("[{}] + {}", terms.record(code, total), gradients);
        });
        Map<String, Type> numbers = new LinkedHashMap<>();
        numbers.put("sum", Type.TENSORS);
        numbers.put("rate", Type.FLOAT);
        numbers.put("longest", Type.FLOAT);
        numbers.put("count", Type.INT);
        network.inference(APPLY, numbers, Type.NONE, code -> {
            Gradients.clip(code, code.argument("sum"), code.argument("longest"));
            adam.step(code, code.argument("sum"),
                new Adam.Numbers(code.argument("rate"), 0.9, 0.999, 1e-8, code.argument("count")));
            return code.nothing();
        });
    }

    /** The tensors of the stage's batch in its order, and what the teacher says. */
    private List<String> arguments() {
        return switch (stage) {
            case PRETRAIN -> List.of(HAZY, CLEAN, MAP, "transmission", "airlight");
            case REFLOW -> List.of(HAZY, MAP, "gamma", PAIRED, CLEAN, TEACHER_VELOCITY, TEACHER_TRANSMISSION);
            case DISTILLATION -> List.of(HAZY, MAP, "enhanced", "enhanced_map", PAIRED, CLEAN, TEACHER_VELOCITY,
                TEACHER_TRANSMISSION);
        };
    }

    private LossTerms terms(Code code, Dropout dropout) {
        Value hazy = code.argument(HAZY);
        switch (stage) {
            case PRETRAIN :
                return losses.pretrain(output(code, HAZY, MAP, dropout), hazy, code.argument(CLEAN),
                    code.argument("airlight"), code.argument("transmission"), true);
            case REFLOW :
                Value darkened = HazeEquations.darkened(hazy, code.argument("gamma"));
                return losses.reflow(output(darkened, code.argument(MAP), dropout), teacher(code), hazy, darkened,
                    code.argument(MAP), pairs(code), settings.losses().reflowTarget());
            default :
                return losses.distillation(output(code, "enhanced", "enhanced_map", dropout), teacher(code), hazy,
                    code.argument("enhanced"), pairs(code));
        }
    }

    private static Pairs pairs(Code code) {
        return new Pairs(code.argument(PAIRED), code.argument(CLEAN));
    }

    private static Output teacher(Code code) {
        return new Output(code.argument(TEACHER_VELOCITY), code.argument(TEACHER_TRANSMISSION));
    }

    private Output output(Code code, String image, String map, Dropout dropout) {
        return output(code.argument(image), code.argument(map), dropout);
    }

    private Output output(Value image, Value map, Dropout dropout) {
        HazeFlowUNet.Estimate estimate = unet.of(image, map, dropout);
        return new Output(estimate.velocity(), estimate.transmission());
    }

    private static Map<String, Type> tensors(List<String> names) {
        Map<String, Type> arguments = new LinkedHashMap<>();
        names.forEach(name -> arguments.put(name, Type.TENSOR));
        return arguments;
    }
}
