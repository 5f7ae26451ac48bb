// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.hazelab.imaging.Nullable;
import org.hazelab.runtime.engine.BundleFolder;

/**
 * The verdicts of trials, kept for the JVM and, where there is a place for it, in a file for later ones.
 *
 * <p>The file is a help and nothing more: one that cannot be read, or is damaged, holds no verdict, and one that cannot
 * be written is not written. It is replaced as a whole, so that other processes never meet half of it; of two that
 * write at the same time, one verdict may be lost and is measured again.
 *
 * <p>Thread-safe.
 */
public final class Verdicts {

    private static final String FILE = "device-trials-1.txt";
    private static final String HEADER = "HazeLab device trials 1";
    private static final int MOST = 200;
    private static final int MOST_BYTES = 1 << 17;
    private static final int FIELDS = 7;
    /** Another program may have been the reason that a device was slow. */
    private static final long SLOWER_DAYS = 30;
    private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;

    private static final Verdicts OF_MACHINE =
        new Verdicts(inBundle(), () -> System.currentTimeMillis() / DAY_MILLIS);

    private record Kept(Verdict verdict, long day) {
    }

    private final Map<String, Kept> known = new LinkedHashMap<>();
    private final Optional<Path> file;
    private final LongSupplier today;

    /**
     * Verdicts in a file.
     *
     * @param file is made when there is a verdict; empty to keep verdicts in memory alone
     * @param today the day, counted from any one
     */
    public Verdicts(Optional<Path> file, LongSupplier today) {
        this.file = file;
        this.today = today;
    }

    private static Optional<Path> inBundle() {
        try {
            return Optional.ofNullable(BundleFolder.data(FILE));
        } catch (LinkageError | RuntimeException e) {
            return Optional.empty(); // no OSGi on the class path, or a configuration that cannot be written
        }
    }

    /** Those of this machine, in a file that OSGi keeps for the runtime's bundle, or of this JVM alone without OSGi. */
    public static Verdicts ofMachine() {
        return OF_MACHINE;
    }

    /** The verdict for a subject, if there is one that still holds. */
    public synchronized Optional<Verdict> find(String subject) {
        String key = key(subject);
        Kept kept = known.get(key);
        if (kept == null) {
            kept = read().get(key);
        }
        return kept == null || isOver(kept) ? Optional.empty() : Optional.of(kept.verdict);
    }

    /** Keeps a verdict, unless it is one that need not hold later. */
    public synchronized void keep(String subject, Verdict verdict) {
        if (!verdict.isKept()) {
            return;
        }
        Kept kept = new Kept(verdict, today.getAsLong());
        known.put(key(subject), kept);
        Map<String, Kept> all = read();
        all.remove(key(subject)); // to stand last: the first ones leave the file when it is full
        all.put(key(subject), kept);
        write(all);
    }

    private boolean isOver(Kept kept) {
        long days = today.getAsLong() - kept.day;
        return kept.verdict.kind() == Verdict.Kind.SLOWER && (days < 0 || days > SLOWER_DAYS);
    }

    private static String key(String subject) {
        return subject.replaceAll("\\p{Cntrl}", " ");
    }

    private Map<String, Kept> read() {
        Map<String, Kept> verdicts = new LinkedHashMap<>();
        try {
            if (file.isEmpty() || !Files.isRegularFile(file.get()) || Files.size(file.get()) > MOST_BYTES) {
                return verdicts;
            }
            List<String> lines = Files.readAllLines(file.get(), StandardCharsets.UTF_8);
            if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
                return verdicts;
            }
            for (String line : lines.subList(1, lines.size())) {
                String[] fields = line.split("\t", -1);
                Kept kept = fields.length == FIELDS ? parse(fields) : null;
                if (kept == null) {
                    return new LinkedHashMap<>(); // damaged: nothing in it is believed
                }
                verdicts.put(fields[0], kept);
            }
        } catch (IOException | SecurityException e) {
            return new LinkedHashMap<>();
        }
        return verdicts;
    }

    private static @Nullable Kept parse(String... fields) {
        try {
            Verdict verdict = new Verdict(Verdict.Kind.valueOf(fields[1]), Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]), Double.parseDouble(fields[4]), Double.parseDouble(fields[5]), "");
            return verdict.isKept() && verdict.isSound() ? new Kept(verdict, Long.parseLong(fields[6])) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void write(Map<String, Kept> verdicts) {
        if (file.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        verdicts.forEach((subject, kept) -> {
            Verdict verdict = kept.verdict;
            lines.add(String.join("\t", subject, verdict.kind().name(), Double.toString(verdict.deviation()),
                Double.toString(verdict.largest()), Double.toString(verdict.seconds()),
                Double.toString(verdict.processorSeconds()), Long.toString(kept.day)));
        });
        List<String> last = new ArrayList<>(lines.subList(Math.max(0, lines.size() - MOST), lines.size()));
        last.add(0, HEADER);
        try {
            Path folder = Objects.requireNonNull(file.get().toAbsolutePath().getParent(), "a file has a folder");
            Files.createDirectories(folder);
            Path whole = Files.createTempFile(folder, FILE, ".tmp");
            try {
                Files.write(whole, last, StandardCharsets.UTF_8);
                Files.move(whole, file.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException | SecurityException e) {
            // No place for it: the JVM keeps the verdict.
        }
    }
}
