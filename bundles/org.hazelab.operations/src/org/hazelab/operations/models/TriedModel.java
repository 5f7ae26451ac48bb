// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.hazelab.runtime.trial.Trial;
import org.hazelab.runtime.trial.Verdict;
import org.hazelab.runtime.trial.Verdicts;

/**
 * A model on the device that the settings ask for, after a tile of it was tried there and on the processor.
 *
 * <p>Where {@code auto} has chosen the device, one that is wrong, slower than the processor, or fails is not taken. A
 * device that the user has named is taken all the same; if it is wrong, there is a warning.
 *
 * @param device what the model is on
 * @param dehazer the model; the caller closes it
 * @param warnings sentences; mostly none
 */
record TriedModel(ComputeDevice device, ImageDehazer dehazer, List<String> warnings) {

    private static final int KEY_BYTES = 8;

    /** Loads the model onto a device. */
    @FunctionalInterface
    interface Loader<D> {
        ImageDehazer open(D device) throws HazeLabException;
    }

    /**
     * A device that may be tried.
     *
     * @param name for sentences
     * @param chosen by {@code auto}, not named by the user
     * @param subject what a verdict holds for: device, versions and network
     */
    record Candidate<D>(D device, String name, boolean chosen, String subject) {
    }

    /** The processor in place of a device, for a reason. */
    @FunctionalInterface
    interface Processor<D> {
        D instead(String reason) throws HazeLabException;
    }

    /** The result of {@link #choose}. */
    record Choice<D>(D device, ImageDehazer dehazer, List<String> warnings) {
    }

    /**
     * Loads a model.
     *
     * @param network what verdicts depend on beside the device, see {@link #network}
     * @throws HazeLabException if the device cannot be used, or the model cannot be loaded
     */
    static TriedModel open(RuntimeSettings settings, String network, Loader<ComputeDevice> loader, Progress progress)
        throws HazeLabException {
        ComputeDevice device = ComputeDevice.open(settings, ComputeDevice.Use.TRIED_FIRST);
        if (device.isCpu()) {
            return new TriedModel(device, loader.open(device), List.of());
        }
        Candidate<ComputeDevice> candidate = new Candidate<>(device, device.name(),
            settings.device().value().equals("auto"), device.identity() + ", " + network);
        Choice<ComputeDevice> choice = choose(candidate, reason -> ComputeDevice.processor(settings, reason), loader,
            Verdicts.ofMachine(), progress);
        return new TriedModel(choice.device, choice.dehazer, choice.warnings);
    }

    /**
     * The kind of network in a model file with the tiles that it gets. Models with the same tensors share a verdict,
     * whatever their numbers are.
     */
    static String network(ModelFile file, DehazeOptions options) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        for (String name : new TreeSet<>(file.names())) {
            digest.update((name + Arrays.toString(file.shape(name)) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        byte[] start = new byte[KEY_BYTES];
        ByteBuffer.wrap(digest.digest()).get(start);
        return file.description().method() + " " + HexFormat.of().formatHex(start) + ", tiles of " + options.tile()
            + ", " + options.batch() + " at once";
    }

    /** As {@link #open} says, for devices of any kind. */
    static <D> Choice<D> choose(Candidate<D> candidate, Processor<D> processor, Loader<D> loader, Verdicts verdicts,
        Progress progress) throws HazeLabException {
        Optional<Verdict> known = verdicts.find(candidate.subject);
        if (known.isPresent() && candidate.chosen && !known.get().isTaken()) {
            return instead(candidate, known.get(), processor, loader);
        }
        ImageDehazer dehazer;
        try {
            dehazer = loader.open(candidate.device);
        } catch (CancellationException e) {
            throw e;
        } catch (HazeLabException | RuntimeException e) {
            if (!candidate.chosen) {
                throw e;
            }
            D device = processor.instead(candidate.name + " failed to load the model: " + words(e));
            return new Choice<>(device, loader.open(device), List.of());
        }
        boolean taken = false;
        try {
            List<String> warnings = new ArrayList<>();
            Verdict verdict = known.isPresent() ? known.get()
                : tried(candidate, dehazer, processor, loader, verdicts, warnings, progress);
            taken = verdict.isTaken() || !candidate.chosen;
            if (taken) {
                warnings.addAll(warnings(candidate, verdict));
                return new Choice<>(candidate.device, dehazer, warnings);
            }
            dehazer.close();
            return instead(candidate, verdict, processor, loader);
        } finally {
            if (!taken) {
                dehazer.close();
            }
        }
    }

    private static <D> Verdict tried(Candidate<D> candidate, ImageDehazer dehazer, Processor<D> processor,
        Loader<D> loader, Verdicts verdicts, List<String> warnings, Progress progress) throws HazeLabException {
        progress.report(0, "trying " + candidate.name + " with one tile");
        DehazeWatcher watcher = new DehazeWatcher() {
            @Override
            public void batchHalved(int before, int after) {
                warnings.add("There was not enough memory on " + candidate.name + " for " + before
                    + " tiles at once, so the node goes on with " + after + ". Results are the same up to rounding.");
            }
        };
        try (ImageDehazer reference = loader.open(processor.instead("to compare " + candidate.name + " with it"))) {
            Verdict verdict =
                Trial.run(subject(dehazer, watcher), subject(reference, DehazeWatcher.NONE), progress);
            verdicts.keep(candidate.subject, verdict);
            return verdict;
        }
    }

    private static <D> Choice<D> instead(Candidate<D> candidate, Verdict verdict, Processor<D> processor,
        Loader<D> loader) throws HazeLabException {
        String use = verdict.kind() == Verdict.Kind.SLOWER ? "; choose " + candidate.name + " to use it all the same"
            : "";
        D device = processor.instead(verdict.words(candidate.name) + use);
        return new Choice<>(device, loader.open(device), List.of());
    }

    private static <D> List<String> warnings(Candidate<D> candidate, Verdict verdict) {
        return verdict.kind() != Verdict.Kind.WRONG ? List.of()
            : List.of("Do not trust these results: " + verdict.words(candidate.name)
                + ". The device is used because it was asked for by name; choose auto or cpu.");
    }

    private static String words(Exception failure) {
        return failure instanceof HazeLabException known ? known.summary() : String.valueOf(failure);
    }

    private static Trial.Subject subject(ImageDehazer dehazer, DehazeWatcher watcher) {
        return new Trial.Subject() {
            @Override
            public FloatTensor tile(Progress progress) throws HazeLabException {
                return dehazer.trial(progress);
            }

            @Override
            public double secondsPerTile(Progress progress) throws HazeLabException {
                return dehazer.secondsPerEvaluation(watcher, progress);
            }
        };
    }
}
