// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.hazelab.imaging.Nullable;
import org.hazelab.methods.CheckpointImporter;
import org.hazelab.methods.NetworkFinder;
import org.hazelab.methods.NetworkFinder.Candidate;
import org.hazelab.methods.NetworkFinder.Difference;
import org.hazelab.methods.NetworkFinder.Match;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.WeightsFile;
import org.hazelab.runtime.script.Parameter;

/**
 * Reads weights that were trained with the code of the authors or of torchcfm: a bare state dict, or
 * one inside of what else a training has saved. Which of the networks it is, the shapes tell. Where a training keeps
 * averaged weights, they are those that its authors infer with.
 */
final class HazeMatchingCheckpoint implements CheckpointImporter {

    private static NetworkFinder<Integer> finder() {
        Map<Integer, List<Parameter>> networks = new LinkedHashMap<>();
        HazeMatchingNetwork.sizes().forEach(size -> networks.put(size, HazeMatchingNetwork.of(size).parameters()));
        return new NetworkFinder<>(networks);
    }

    @Override
    public Optional<Found> find(WeightsFile file) {
        NetworkFinder<Integer> finder = finder();
        List<Match<Integer>> matches = new ArrayList<>();
        List<Candidate> others = new ArrayList<>();
        for (Candidate candidate : finder.candidates(file)) {
            finder.match(candidate).ifPresentOrElse(matches::add, () -> others.add(candidate));
        }
        Optional<Match<Integer>> averaged = matches.stream().filter(match -> match.candidate().averaged()).findFirst();
        return averaged.or(() -> matches.stream().findFirst()).map(taken -> {
            List<String> notes = new ArrayList<>();
            if (matches.size() > 1) {
                notes.add(choice(matches, taken));
            }
            if (averaged.isEmpty()) {
                others.stream().filter(Candidate::averaged).map(finder::nearest)
                    .forEach(left -> notes.add("The averaged "
                        + "weights " + quoted(left.candidate()) + " are not taken, as they do not fit: " + left.words()
                        + "."));
            }
            return new Found(description(taken.network(), file, matches.size() > 1 ? taken.candidate() : null),
                taken.tensors(), notes);
        });
    }

    private static String choice(List<Match<Integer>> matches, Match<Integer> taken) {
        String left = matches.stream().filter(match -> !match.equals(taken)).map(match -> quoted(match.candidate()))
            .collect(Collectors.joining(", "));
        return "The file has " + matches.size() + " sets of weights. "
            + (taken.candidate().averaged() ? "Those averaged over the training are taken, " + quoted(taken.candidate())
                + ", as they are made to dehaze with" : "The first is taken, " + quoted(taken.candidate()))
            + "; left aside: " + left + ".";
    }

    private static String quoted(Candidate candidate) {
        return candidate.label().isEmpty() ? "those without a prefix" : "\"" + candidate.label() + "\"";
    }

    private static ModelDescription description(int size, WeightsFile file, @Nullable Candidate taken) {
        ModelEntries training = ModelEntries.EMPTY.with("source", file.kind());
        return new HazeMatchingModel(size, size, TimeGrid.AUTHORS.points(), Optional.empty())
            .description(taken == null ? training : training.with("weights", taken.label()), ModelEntries.EMPTY);
    }

    @Override
    public Optional<Nearest> nearest(WeightsFile file) {
        NetworkFinder<Integer> finder = finder();
        return finder.candidates(file).stream().map(finder::nearest)
            .min(Comparator.comparingInt(Difference::tensors))
            .map(difference -> new Nearest(difference.tensors(), "HazeMatching's for images of " + difference.network()
                + " pixels, but " + difference.words()));
    }
}
