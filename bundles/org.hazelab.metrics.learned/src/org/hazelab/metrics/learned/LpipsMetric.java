// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.learned;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.Metric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.hazelab.networks.lpips.Lpips;
import org.hazelab.networks.lpips.LpipsNet;
import org.hazelab.networks.weights.ForeignWeights;
import org.hazelab.networks.weights.PartWeights;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Type;

/** LPIPS 0.1, a metric for each network that it can compare features of. */
public abstract class LpipsMetric implements LearnedMetric {

    /** What the network's methods are called, with the number of the stage behind it. */
    static final String STAGE = "stage";

    private final LpipsNet net;
    private final MetricInfo info;

    private LpipsMetric(LpipsNet net) {
        this.net = net;
        info = MetricInfo.of("lpips_" + net.id(), "LPIPS (" + net.title() + ")")
            .variant("version 0.1, features of " + net.title() + ", levels mapped to -1 to 1")
            .lowerIsBetter().range(0, Double.POSITIVE_INFINITY).perfect(0).symmetric()
            .needs(Need.REFERENCE, Need.WEIGHTS)
            .colour("red, green and blue; grey counts as three equal channels", Channels.GREY_OR_RGB)
            .border("zeros beyond it, as the network was trained").smallestSide(Lpips.SMALLEST_SIDE)
            .citation("R. Zhang, P. Isola, A. A. Efros, E. Shechtman, O. Wang, \"The Unreasonable Effectiveness of Deep"
                + " Features as a Perceptual Metric\", CVPR 2018")
            .build();
    }

    /** With AlexNet. */
    public static final class Alex extends LpipsMetric {
        /** For the list of services. */
        public Alex() {
            super(LpipsNet.ALEX);
        }
    }

    /** With VGG16. */
    public static final class Vgg extends LpipsMetric {
        /** For the list of services. */
        public Vgg() {
            super(LpipsNet.VGG);
        }
    }

    /** With SqueezeNet 1.1. */
    public static final class Squeeze extends LpipsMetric {
        /** For the list of services. */
        public Squeeze() {
            super(LpipsNet.SQUEEZE);
        }
    }

    @Override
    public MetricInfo info() {
        return info;
    }

    @Override
    public List<ForeignWeights> weights() {
        return List.of(net.weights());
    }

    @Override
    public Metric with(LoadedNetworks networks) {
        return new TiledLpips(info, net.strides(), progress -> networks.get(net, this::load, progress));
    }

    private ScriptModule load(ComputeDevice device, WeightsFolder folder, Progress progress) throws HazeLabException {
        Network network = new Network("Lpips");
        Lpips lpips = Lpips.of(network.root(), net);
        Map<String, Type> images = new LinkedHashMap<>();
        images.put("x", Type.TENSOR);
        images.put("y", Type.TENSOR);
        for (int k = 0; k < lpips.stages(); k++) {
            int stage = k;
            network.inference(STAGE + k, images, Type.TENSORS, code -> code.list(lpips.stage(stage,
                code.argument("x").channelsLast(), code.argument("y").channelsLast()).toArray()));
        }
        try (PartWeights weights = lpips.open(folder, progress)) {
            return ScriptModule.load(device, network, weights.over(parameter -> {
                throw new IllegalStateException(parameter + " is no part of LPIPS");
            }), Order.CHANNELS_LAST, progress);
        }
    }
}
