// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.file.ModelEntries;

/**
 * What has come of a training so far.
 *
 * @param steps how many there were
 * @param rounds in their order
 */
public record History(int steps, List<Round> rounds) {

    /** Before the first step. */
    public static final History NONE = new History(0, List.of());

    private static final String STEPS = "steps";
    private static final String LOSSES = "losses";
    private static final String VALIDATION = "validation";
    private static final String BEST = "best";
    private static final String NAMES = "loss_names";
    private static final String VALIDATION_NAMES = "validation_names";

    public History {
        rounds = List.copyOf(rounds);
    }

    /** How many rounds are behind. */
    public int count() {
        return rounds.size();
    }

    /** The lowest selection loss of a round that was the best; infinite before the first one. */
    public double best() {
        return rounds.stream().filter(Round::best).mapToDouble(Round::selectionLoss).min()
            .orElse(Double.POSITIVE_INFINITY);
    }

    /** The number of the best round; 0 before the first one. */
    public int bestRound() {
        return rounds.stream().filter(Round::best).mapToInt(Round::number).reduce(0, (before, last) -> last);
    }

    /** This and one more round. */
    public History and(int moreSteps, Round round) {
        List<Round> more = new ArrayList<>(rounds);
        more.add(round);
        return new History(Math.addExact(steps, moreSteps), more);
    }

    /**
     * Adds the losses to entries of a model file: the first loss as {@code losses}, others as {@code losses.NAME}, and
     * those of validation in the same way, if there are any.
     *
     * @param prefix of the keys
     */
    public ModelEntries losses(ModelEntries entries, String prefix) {
        ModelEntries all = with(entries, prefix + LOSSES, Round::losses);
        return with(all, prefix + VALIDATION, Round::validation);
    }

    private ModelEntries with(ModelEntries entries, String key, Function<Round, Map<String, Double>> losses) {
        ModelEntries all = entries;
        List<String> names = rounds.isEmpty() ? List.of() : List.copyOf(losses.apply(rounds.get(0)).keySet());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            all = all.with(key(key, i, name),
                rounds.stream().mapToDouble(round -> losses.apply(round).get(name)).toArray());
        }
        return all;
    }

    private static String key(String key, int index, String name) {
        return index == 0 ? key : key + "." + name;
    }

    /** Adds all of it to entries of a checkpoint, which {@link #read} reads. */
    public ModelEntries write(ModelEntries entries, String prefix) {
        return losses(entries.with(prefix + LOSSES, new double[0]).with(prefix + VALIDATION, new double[0]), prefix)
            .with(prefix + STEPS, steps)
            .with(prefix + BEST, rounds.stream().mapToInt(round -> round.best() ? 1 : 0).toArray());
    }

    /** As {@link #write}, with the names of the losses, for {@link #readNamed}. */
    public ModelEntries writeNamed(ModelEntries entries, String prefix) {
        Round first = rounds.get(0);
        return write(entries, prefix).with(prefix + NAMES, String.join(",", first.losses().keySet()))
            .with(prefix + VALIDATION_NAMES, String.join(",", first.validation().keySet()));
    }

    /** Reads what {@link #writeNamed} has written; see {@link #read}. */
    public static History readNamed(ModelEntries entries, String prefix, Path file) throws HazeLabException {
        return read(entries, prefix, file, names(entries.text(prefix + NAMES)),
            names(entries.text(prefix + VALIDATION_NAMES)));
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @param file for messages
     * @param names of the losses
     * @param validationNames of those of validation; they may be missing all together
     * @throws HazeLabException if it is not there, or damaged
     */
    public static History read(ModelEntries entries, String prefix, Path file, List<String> names,
        List<String> validationNames) throws HazeLabException {
        int[] best = entries.integers(prefix + BEST, 0, 1);
        double[][] losses = read(entries, prefix + LOSSES, names);
        double[][] validation = validationNames.isEmpty() || !hasValidation(entries, prefix)
            ? new double[0][] : read(entries, prefix + VALIDATION, validationNames);
        for (double[] one : validation) {
            if (one.length != losses[0].length) {
                throw new HazeLabException("The checkpoint " + file + " has " + one.length + " validation losses for "
                    + losses[0].length + " epochs: the others were not finite",
                    "Choose another checkpoint, or train again from the start");
            }
        }
        for (double[] one : losses) {
            if (one.length != best.length) {
                throw new HazeLabException("The file " + file + " is no checkpoint of a training",
                    "Choose a checkpoint, or train again from the start");
            }
        }
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < best.length; i++) {
            rounds.add(new Round(i + 1, named(names, losses, i), named(validationNames, validation, i), best[i] == 1));
        }
        return new History(entries.integer(prefix + STEPS, 0, Integer.MAX_VALUE), rounds);
    }

    /** Whether the rounds of a checkpoint were validated. */
    static boolean hasValidation(ModelEntries entries, String prefix) throws HazeLabException {
        return entries.numbers(prefix + VALIDATION).length > 0;
    }

    private static double[][] read(ModelEntries entries, String key, List<String> names) throws HazeLabException {
        double[][] numbers = new double[names.size()][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = entries.numbers(key(key, i, names.get(i)));
        }
        return numbers;
    }

    private static Map<String, Double> named(List<String> names, double[][] numbers, int round) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            named.put(names.get(i), numbers[i][round]);
        }
        return named;
    }
}
