// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;

/** Decides where the files of one run go: by the policy for those that exist, and never two of the run to one place. */
public final class OutputFiles {

    private static final int HIGHEST_NUMBER = 99_999;

    /**
     * A place for a file.
     *
     * @param file where it goes, or lies already
     * @param write whether to write it
     * @param replace whether it takes the place of another
     */
    public record Place(Path file, boolean write, boolean replace) {}

    private final Path folder;
    private final OverwritePolicy policy;
    private final boolean createFolder;
    /** The rows that use a name, in lower case: some file systems do not tell them apart. */
    private final Map<String, String> asked = new HashMap<>();
    /** The names of the files of this run, numbers included. */
    private final Set<String> taken = new HashSet<>();
    private boolean prepared;

    public OutputFiles(Path folder, OverwritePolicy policy, boolean createFolder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.policy = policy;
        this.createFolder = createFolder;
    }

    /**
     * The place for a file, which is then taken.
     *
     * @param name file name without ending
     * @param ending with its dot, or empty
     * @param subject what messages call the origin of the file, such as {@code Row "Row3"}
     * @throws HazeLabException if another of this run has asked for the name, or the file exists and must not, or there
     *     is no folder
     */
    public Place claim(String name, String ending, String subject) throws HazeLabException {
        if (!prepared) {
            prepare(folder, createFolder);
            prepared = true;
        }
        String file = name + ending;
        String other = asked.putIfAbsent(NamePattern.folded(file), subject);
        if (other != null) {
            throw new HazeLabException(subject + " and " + other + " would both be written to \"" + file + "\"",
                "Name the files after a column that differs in every row");
        }
        Place place = place(FileLocation.inFolder(folder, file), name, ending);
        taken.add(NamePattern.folded(place.file().getFileName().toString()));
        return place;
    }

    private Place place(Path wanted, String name, String ending) throws HazeLabException {
        boolean exists = Files.exists(wanted);
        return switch (policy) {
            case FAIL -> {
                if (exists) {
                    throw new HazeLabException("The file \"" + wanted + "\" exists already",
                        "Allow overwriting, or choose another name or folder");
                }
                yield new Place(wanted, true, false);
            }
            case OVERWRITE -> new Place(wanted, true, true);
            case SKIP -> new Place(wanted, !exists, false);
            case UNIQUE -> new Place(unused(wanted, name, ending), true, false);
        };
    }

    private Path unused(Path wanted, String name, String ending) throws HazeLabException {
        Path file = wanted;
        for (int number = 2; Files.exists(file)
            || taken.contains(NamePattern.folded(file.getFileName().toString())); number++) {
            if (number > HIGHEST_NUMBER) {
                throw new HazeLabException("There are " + HIGHEST_NUMBER + " files like \"" + wanted + "\" already",
                    "Write to an empty folder");
            }
            file = FileLocation.inFolder(folder, name + "_" + number + ending);
        }
        return file;
    }

    /** @throws HazeLabException if the folder is missing and may not be created, or cannot be */
    public static void prepare(Path folder, boolean create) throws HazeLabException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (Files.exists(folder)) {
            throw new HazeLabException("\"" + folder + "\" is a file, not a folder", "Choose another folder");
        }
        if (!create) {
            throw new HazeLabException("The folder \"" + folder + "\" does not exist",
                "Create it, or let it be created");
        }
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new HazeLabException("The folder \"" + folder + "\" cannot be created: \"" + e.getFile()
                + "\" is a file", "Choose another folder", e);
        } catch (IOException e) {
            throw new HazeLabException("The folder \"" + folder + "\" cannot be created",
                "Check the rights of its folder", e);
        }
    }
}
