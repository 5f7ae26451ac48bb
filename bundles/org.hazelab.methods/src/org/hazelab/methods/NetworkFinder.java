// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.hazelab.runtime.file.StoredTensor;
import org.hazelab.runtime.file.WeightsFile;
import org.hazelab.runtime.script.Parameter;

/**
 * Finds networks in files of weights: sets of tensors that, behind one prefix (such as {@code module.} or
 * {@code state_dict/model.net.}), have exactly the names and shapes of a network's parameters. Other tensors behind the
 * same prefix mean another network; those elsewhere, such as an optimiser's, do not matter.
 *
 * @param <N> tells the networks apart
 */
public final class NetworkFinder<N> {

    /** What parts of a name begin behind; the colon stands in the names of HazeLab's own trainings. */
    private static final String SEPARATORS = ".:/";
    /** Words in the name of a set that say that its weights are means over a training's steps. */
    private static final Set<String> AVERAGED = Set.of("ema", "averaged", "avg", "swa");
    /** The word that says the contrary, beside the averaged ones in one group (ema-pytorch). */
    private static final String ONLINE = "online";

    private final Map<N, List<Parameter>> networks;
    /** How each parameter may be called: by its name, and without dots, as CompVis' LitEma stores averaged weights. */
    private final Map<String, String> spellings = new LinkedHashMap<>();
    private final int longest;
    private final int fewest;

    /** @param networks the parameters of each, in their order */
    public NetworkFinder(Map<N, List<Parameter>> networks) {
        this.networks = networks;
        for (List<Parameter> parameters : networks.values()) {
            parameters.forEach(parameter -> spellings.putIfAbsent(parameter.name(), parameter.name()));
        }
        for (String name : List.copyOf(spellings.keySet())) {
            spellings.putIfAbsent(name.replace(".", ""), name);
        }
        longest = spellings.keySet().stream().mapToInt(String::length).max().orElse(0);
        fewest = networks.values().stream().mapToInt(List::size).min().orElse(0);
    }

    /**
     * A set of tensors behind one prefix.
     *
     * @param label where it lies, for people
     * @param tensors by what stands behind the prefix, in the spelling of the network
     */
    public record Candidate(String label, Map<String, StoredTensor> tensors) {

        /** Whether its name says that the weights are averaged over the steps of a training. */
        public boolean averaged() {
            String[] words = label.split("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])");
            for (int i = words.length - 1; i >= 0; i--) {
                String word = words[i].toLowerCase(Locale.ROOT);
                if (AVERAGED.contains(word) || word.equals(ONLINE)) {
                    return AVERAGED.contains(word);
                }
            }
            return false;
        }
    }

    /**
     * A network in a file.
     *
     * @param tensors by the names of its parameters, in their order
     */
    public record Match<N>(N network, Candidate candidate, Map<String, StoredTensor> tensors) {
    }

    /**
     * How a candidate differs from a network.
     *
     * @param tensors how many are missing, too many or of another shape
     * @param words what the first of them is, in words that follow those of the network
     */
    public record Difference<N>(N network, Candidate candidate, int tensors, String words) {
    }

    /** Everything that may be one of the networks: sets with half of the parameters of the smallest one. */
    public List<Candidate> candidates(WeightsFile file) {
        List<Candidate> candidates = new ArrayList<>();
        file.groups().forEach((group, tensors) -> {
            Map<String, Integer> votes = new LinkedHashMap<>();
            tensors.keySet().forEach(name -> prefixes(name).forEach(prefix -> votes.merge(prefix, 1, Integer::sum)));
            votes.values().removeIf(count -> 2 * count < fewest);
            votes.keySet().forEach(prefix -> candidates.add(
                new Candidate(label(group, prefix), behind(prefix, votes.keySet(), tensors))));
        });
        return candidates;
    }

    /** What stands before the spellings of parameters with which a name ends. */
    private List<String> prefixes(String name) {
        List<String> prefixes = new ArrayList<>();
        for (int at = Math.max(0, name.length() - longest); at < name.length(); at++) {
            String rest = name.substring(at);
            boolean begins = at == 0 || SEPARATORS.indexOf(name.charAt(at - 1)) >= 0;
            String parameter = spellings.get(rest);
            if (parameter != null && (begins || !parameter.equals(rest))) {
                prefixes.add(name.substring(0, at));
            }
        }
        return prefixes;
    }

    private Map<String, StoredTensor> behind(String prefix, Set<String> prefixes, Map<String, StoredTensor> tensors) {
        List<String> inner =
            prefixes.stream().filter(other -> other.startsWith(prefix) && !other.equals(prefix)).toList();
        Map<String, StoredTensor> found = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : null;
            if (rest != null && rest.indexOf(':') < 0 && inner.stream().noneMatch(name::startsWith)) {
                found.put(spellings.getOrDefault(rest, rest), tensor);
            }
        });
        return found;
    }

    private static String label(String group, String prefix) {
        String label = group + (group.isEmpty() || prefix.isEmpty() ? "" : "/") + prefix;
        return label.isEmpty() || SEPARATORS.indexOf(label.charAt(label.length() - 1)) < 0 ? label
            : label.substring(0, label.length() - 1);
    }

    /** The network that a candidate is. */
    public Optional<Match<N>> match(Candidate candidate) {
        for (Map.Entry<N, List<Parameter>> network : networks.entrySet()) {
            Map<String, StoredTensor> found = new LinkedHashMap<>();
            for (Parameter parameter : network.getValue()) {
                StoredTensor tensor = candidate.tensors().get(parameter.name());
                if (tensor == null || !Arrays.equals(tensor.shape(), parameter.shape())) {
                    break;
                }
                found.put(parameter.name(), tensor);
            }
            if (found.size() == network.getValue().size() && found.size() == candidate.tensors().size()) {
                return Optional.of(new Match<>(network.getKey(), candidate, found));
            }
        }
        return Optional.empty();
    }

    /** The network from which the fewest tensors of a candidate differ, and how. */
    public Difference<N> nearest(Candidate candidate) {
        return networks.entrySet().stream().map(network -> difference(network, candidate))
            .min(Comparator.comparingInt(Difference::tensors)).orElseThrow();
    }

    private Difference<N> difference(Map.Entry<N, List<Parameter>> network, Candidate candidate) {
        Map<String, StoredTensor> more = new LinkedHashMap<>(candidate.tensors());
        String shape = null;
        String missing = null;
        int count = 0;
        for (Parameter parameter : network.getValue()) {
            StoredTensor tensor = more.remove(parameter.name());
            String wanted = StoredTensor.words(parameter.shape());
            if (tensor == null) {
                count++;
                missing = missing != null ? missing
                    : "the file has no tensor \"" + parameter.name() + "\" (" + wanted + ")";
            } else if (!Arrays.equals(tensor.shape(), parameter.shape())) {
                count++;
                shape = shape != null ? shape
                    : "the file has the tensor " + tensor.words() + ", where the network has " + wanted;
            }
        }
        count += more.size();
        String extra = more.isEmpty() ? null
            : "the file has the tensor " + more.values().iterator().next().words() + ", which the network has not";
        List<String> oddities = Stream.of(shape, missing, extra).filter(Objects::nonNull)
            .toList();
        int others = count - oddities.size();
        return new Difference<>(network.getKey(), candidate, count, String.join("; ", oddities)
            + (others == 0 ? ""
                : "; and " + others + (others == 1 ? " other tensor differs" : " other tensors differ")));
    }
}
