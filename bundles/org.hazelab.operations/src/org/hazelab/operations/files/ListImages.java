// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;

/**
 * The image files that an Image Reader reads: those of a folder, or of a list.
 *
 * <p>They are sorted by name, the same way on every operating system: folder by folder along the path, each name by the
 * Unicode code points of its composed form (NFC), so capital letters come before small ones and {@code 10} before
 * {@code 2}.
 */
public final class ListImages {

    /** The endings that count as images in a folder, in small letters. */
    public static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "jpe", "jfif", "tif", "tiff", "stk", "bmp",
        "dib");

    /** The order of the result. */
    static final Comparator<Path> BY_NAME = ListImages::compare;

    /**
     * Which files of a folder.
     *
     * @param folder where to look
     * @param subfolders whether to look into its folders, and theirs, too
     * @param namePattern which names: {@code *} for any characters, {@code ?} for one, <code>{a,b}</code> for either,
     *     without regard to capitals; blank for all
     */
    public record Config(Path folder, boolean subfolders, String namePattern) {

        public Config {
            Objects.requireNonNull(folder);
            Objects.requireNonNull(namePattern);
        }
    }

    /**
     * What was found of a folder in a given time.
     *
     * @param images in no particular order
     * @param names how many names were looked at
     * @param complete whether these were all
     */
    public record Listing(List<Path> images, int names, boolean complete) {
    }

    private ListImages() {
    }

    /**
     * Lists the image files of a folder: ordinary files with one of the {@link #ENDINGS} that are not hidden (nor in a
     * hidden folder). Links are followed, but a folder is entered once.
     *
     * @return absolute paths, none for an empty folder
     * @throws HazeLabException if the folder is missing, is a file, or cannot be read
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static List<Path> run(Config config, Progress progress) throws HazeLabException {
        List<Path> found = new ArrayList<>();
        collect(config, found, progress);
        found.sort(BY_NAME);
        return found;
    }

    /**
     * Looks at a folder for a short time.
     *
     * @param mostNames after how many names it ends, of files and folders
     * @param milliseconds after which time it ends, as soon as the file system lets it
     * @throws HazeLabException as {@link #run}
     */
    public static Listing look(Config config, int mostNames, long milliseconds) throws HazeLabException {
        List<Path> found = new ArrayList<>();
        Budget budget = new Budget(mostNames, milliseconds);
        try {
            collect(config, found, budget);
            return new Listing(found, budget.names, true);
        } catch (CancellationException e) {
            return new Listing(found, budget.names, false);
        }
    }

    private static void collect(Config config, List<Path> found, Progress progress) throws HazeLabException {
        Path folder = config.folder().toAbsolutePath().normalize();
        if (!Files.exists(folder)) {
            throw new HazeLabException("The folder \"" + folder + "\" does not exist", "Check the path");
        }
        if (!Files.isDirectory(folder)) {
            throw new HazeLabException("\"" + folder + "\" is a file, not a folder",
                "Give its folder, or list it as a file");
        }
        NameFilter names = NameFilter.of(config.namePattern());
        Set<Path> entered = new HashSet<>();
        List<Path> waiting = new ArrayList<>(List.of(folder));
        while (!waiting.isEmpty()) {
            Path next = waiting.remove(waiting.size() - 1);
            List<Path> inside = list(next, entered, names, found, progress);
            if (config.subfolders()) {
                // The first by name is entered first, so that links to one folder resolve the same way everywhere.
                inside.sort(BY_NAME.reversed());
                waiting.addAll(inside);
            }
        }
    }

    /** Ends the work after some names, each of which asks whether it is cancelled, or some time. */
    private static final class Budget implements Progress {

        private final int mostNames;
        private final long end;
        private int names;

        Budget(int mostNames, long milliseconds) {
            this.mostNames = mostNames;
            this.end = System.nanoTime() + milliseconds * 1_000_000;
        }

        @Override
        public void report(double fraction, String message) {
            // there is no listener
        }

        @Override
        public void checkCanceled() {
            if (names == mostNames || System.nanoTime() - end > 0) {
                throw new CancellationException();
            }
            names++;
        }
    }

    /** Adds the images of a folder and returns the folders in it. */
    private static List<Path> list(Path folder, Set<Path> entered, NameFilter names, List<Path> found,
        Progress progress) throws HazeLabException {
        List<Path> folders = new ArrayList<>();
        try {
            if (!entered.add(folder.toRealPath())) {
                return folders;
            }
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    progress.checkCanceled();
                    String name = FileNames.of(entry);
                    if (name.startsWith(".") || Files.isHidden(entry)) {
                        continue;
                    }
                    if (Files.isDirectory(entry)) {
                        folders.add(entry);
                    } else if (ENDINGS.contains(ending(name)) && names.accepts(name) && Files.isRegularFile(entry)) {
                        found.add(entry);
                    }
                }
            }
            return folders;
        } catch (IOException | DirectoryIteratorException e) {
            String reason = e instanceof FileSystemException f && f.getReason() != null ? ": " + f.getReason() : "";
            throw new HazeLabException("The folder \"" + folder + "\" cannot be read" + reason, "Check its rights", e);
        }
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * Resolves a list of paths, each as {@link FileLocation} understands it; entries may hold several lines, blank
     * lines do not count. Whether a file exists and is an image shows when it is read; a path that is listed twice
     * stays so.
     *
     * @throws HazeLabException if a line is no path or names a folder
     */
    public static List<Path> ofList(Collection<String> entries, Optional<Path> workflowFolder) throws HazeLabException {
        List<Path> found = new ArrayList<>();
        for (String entry : entries) {
            for (String line : entry.split("\\R")) {
                if (!line.isBlank()) {
                    Path path = FileLocation.resolve(line, workflowFolder);
                    if (Files.isDirectory(path)) {
                        throw new HazeLabException("\"" + path + "\" in the list of files is a folder",
                            "List the files in it, or read the folder");
                    }
                    found.add(path);
                }
            }
        }
        found.sort(BY_NAME);
        return found;
    }

    private static int compare(Path one, Path other) {
        int depth = Math.min(one.getNameCount(), other.getNameCount());
        for (int i = 0; i < depth; i++) {
            int order = compareNames(FileNames.of(one.getName(i)), FileNames.of(other.getName(i)));
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(one.getNameCount(), other.getNameCount());
        // Different roots, that is drives, or names that differ in their composition alone.
        return order != 0 ? order : one.toString().compareTo(other.toString());
    }

    private static int compareNames(String one, String other) {
        int[] a = Normalizer.normalize(one, Normalizer.Form.NFC).codePoints().toArray();
        int[] b = Normalizer.normalize(other, Normalizer.Form.NFC).codePoints().toArray();
        return Arrays.compare(a, b);
    }
}
