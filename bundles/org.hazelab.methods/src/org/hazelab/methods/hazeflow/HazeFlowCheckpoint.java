// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.hazelab.methods.CheckpointImporter;
import org.hazelab.methods.NetworkFinder;
import org.hazelab.methods.NetworkFinder.Candidate;
import org.hazelab.methods.NetworkFinder.Difference;
import org.hazelab.methods.NetworkFinder.Match;
import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.hazelab.methods.hazeflow.network.HazeFlowSize;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.StoredTensor;
import org.hazelab.runtime.file.WeightsFile;
import org.hazelab.runtime.script.Parameter;

/**
 * Reads the authors' checkpoints: a state dict, {@code model}, and beside it the averaged weights as a list in the
 * order of the parameters, {@code ema/shadow_params}, which the authors infer with and which take the place of the
 * first. Strict: a tensor that is missing, too many or of another shape, in either, keeps the file from being
 * HazeFlow's.
 */
final class HazeFlowCheckpoint implements CheckpointImporter {

    /** How PyTorch's modules for several GPUs begin the names of what they hold; files from one GPU have it not. */
    private static final String PARALLEL = "module.";
    private static final String AVERAGED = "shadow_params";
    private static final String NOISE_LEVELS = "sigmas";
    private static final int NOISE_LEVEL_COUNT = 1000;

    private final Map<HazeFlowSize, List<Parameter>> networks = new LinkedHashMap<>();
    private final NetworkFinder<HazeFlowSize> finder;

    HazeFlowCheckpoint() {
        Map<HazeFlowSize, List<Parameter>> bare = new LinkedHashMap<>();
        for (HazeFlowSize size : HazeFlowSize.values()) {
            List<Parameter> parameters = HazeFlowNetwork.parameters(size.shape());
            networks.put(size, parameters);
            bare.put(size, parameters.stream().map(parameter -> new Parameter(
                parameter.name().substring(PARALLEL.length()), parameter.shape(), parameter.initializer(),
                parameter.kind())).toList());
        }
        finder = new NetworkFinder<>(bare);
    }

    private List<Parameter> parameters(HazeFlowSize size) {
        return Objects.requireNonNull(networks.get(size)); // every size is in it
    }

    @Override
    public Optional<Found> find(WeightsFile file) {
        for (Candidate candidate : candidates(file)) {
            Optional<Match<HazeFlowSize>> match = finder.match(candidate);
            if (match.isPresent()) {
                return averaged(file, candidate).map(list -> list.difference(match.get().network()).isPresent()
                    ? Optional.<Found>empty() : Optional.of(found(file, match.get(), list)))
                    .orElseGet(() -> Optional.of(found(file, match.get())));
            }
        }
        return Optional.empty();
    }

    /** The sets of weights, without the one buffer that the authors' network has and does not use. */
    private List<Candidate> candidates(WeightsFile file) {
        return finder.candidates(file).stream().map(candidate -> {
            Map<String, StoredTensor> tensors = new LinkedHashMap<>(candidate.tensors());
            StoredTensor levels = tensors.get(NOISE_LEVELS);
            if (levels != null && Arrays.equals(levels.shape(), new int[] {NOISE_LEVEL_COUNT})) {
                tensors.remove(NOISE_LEVELS);
            }
            return new Candidate(candidate.label(), tensors);
        }).toList();
    }

    /** Averaged weights, which have no names. */
    private final class Averages {

        private final String path;
        private final List<StoredTensor> tensors;

        Averages(String path, Map<String, StoredTensor> tensors) {
            this.path = path;
            this.tensors = List.copyOf(tensors.values());
        }

        /** What keeps them from being those of a network: the first name that does not match. */
        Optional<String> difference(HazeFlowSize size) {
            List<Parameter> parameters = parameters(size);
            for (int i = 0; i < Math.min(parameters.size(), tensors.size()); i++) {
                if (!Arrays.equals(parameters.get(i).shape(), tensors.get(i).shape())) {
                    return Optional.of("of the averaged weights, the file has the tensor " + tensors.get(i).words()
                        + " where the network has " + name(parameters.get(i)));
                }
            }
            if (parameters.size() > tensors.size()) {
                return Optional.of("the averaged weights \"" + path + "\" end before the network's "
                    + name(parameters.get(tensors.size())));
            }
            return parameters.size() == tensors.size() ? Optional.empty()
                : Optional.of("of the averaged weights, the file has the tensor "
                    + tensors.get(parameters.size()).words() + ", which the network has not");
        }

        private String name(Parameter parameter) {
            return "\"" + parameter.name() + "\" (" + StoredTensor.words(parameter.shape()) + ")";
        }
    }

    /** The list of averaged weights beside a set of weights; of several files in one, the one with the same folder. */
    private Optional<Averages> averaged(WeightsFile file, Candidate candidate) {
        List<Averages> lists = new ArrayList<>();
        file.groups().forEach((path, tensors) -> {
            if (path.equals(AVERAGED) || path.endsWith("/" + AVERAGED)) {
                lists.add(new Averages(path, tensors));
            }
        });
        return lists.stream().max(Comparator.comparingInt(list -> common(list.path, candidate.label())));
    }

    private static int common(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int same = 0;
        while (same < length && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    private Found found(WeightsFile file, Match<HazeFlowSize> match, Averages list) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        List<Parameter> parameters = parameters(match.network());
        for (int i = 0; i < parameters.size(); i++) {
            tensors.put(parameters.get(i).name(), list.tensors.get(i));
        }
        return found(file, match.network(), tensors, list.path, List.of("The weights averaged over the training are "
            + "taken, \"" + list.path + "\", as the authors dehaze with them; left aside: "
            + quoted(match.candidate()) + "."));
    }

    private Found found(WeightsFile file, Match<HazeFlowSize> match) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        match.tensors().forEach((name, tensor) -> tensors.put(PARALLEL + name, tensor));
        return found(file, match.network(), tensors, match.candidate().label(), List.of("The file has no weights "
            + "averaged over the training, which the authors dehaze with, so that " + quoted(match.candidate())
            + " are taken."));
    }

    private static Found found(WeightsFile file, HazeFlowSize size, Map<String, StoredTensor> tensors, String label,
        List<String> notes) {
        ModelEntries training = ModelEntries.EMPTY.with("source", file.kind());
        return new Found(new HazeFlowModel(size.shape())
            .description(label.isEmpty() ? training : training.with("weights", label), ModelEntries.EMPTY), tensors,
            notes);
    }

    private static String quoted(Candidate candidate) {
        return candidate.label().isEmpty() ? "those without a prefix" : "those of \"" + candidate.label() + "\"";
    }

    @Override
    public Optional<Nearest> nearest(WeightsFile file) {
        return candidates(file).stream().map(candidate -> nearest(file, candidate))
            .min(Comparator.comparingInt(Nearest::tensors));
    }

    private Nearest nearest(WeightsFile file, Candidate candidate) {
        Difference<HazeFlowSize> difference = finder.nearest(candidate);
        String words = "HazeFlow's, but ";
        Optional<String> ofAverages =
            averaged(file, candidate).flatMap(averages -> averages.difference(difference.network()));
        return difference.tensors() == 0 && ofAverages.isPresent() ? new Nearest(1, words + ofAverages.get())
            : new Nearest(difference.tensors(), words + difference.words());
    }
}
