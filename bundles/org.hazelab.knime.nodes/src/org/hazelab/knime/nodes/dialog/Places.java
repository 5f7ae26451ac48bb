// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dialog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.hazelab.knime.nodes.dialog.PlaceMessage.Look;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodCatalog;
import org.hazelab.operations.files.FileLocation;
import org.hazelab.operations.files.ListImages;
import org.hazelab.operations.files.NamePattern;
import org.hazelab.operations.models.NormalizationChoice;
import org.hazelab.operations.models.ReadModel;
import org.hazelab.runtime.file.ModelDescription;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** What there is to say of folders and files in a dialog. */
public final class Places {

    private static final int MOST_NAMES = 1000;
    private static final long MOST_MILLISECONDS = 700;

    private Places() {
    }

    /**
     * The images of a folder.
     *
     * @param folder as typed
     * @param pattern of file names
     */
    public static Optional<Look> images(String folder, boolean subfolders, String pattern) {
        return given(folder, workflow -> {
            Path path = FileLocation.resolve(folder, workflow);
            ListImages.Listing listing = ListImages.look(new ListImages.Config(path, subfolders, pattern), MOST_NAMES,
                MOST_MILLISECONDS);
            List<Path> images = listing.images();
            if (images.isEmpty()) {
                return message(MessageType.WARNING,
                    listing.complete() ? "No images" : "No images among the first " + listing.names() + " names",
                    "Nothing that matches \"" + pattern + "\" and is a PNG, JPEG, TIFF or BMP file was found in "
                        + path + (subfolders ? " and its subfolders." : "."));
            }
            String count = listing.complete() ? "" : "At least ";
            return message(MessageType.SUCCESS, count + count(images.size(), "image"), path + ": " + kinds(images));
        });
    }

    private static String kinds(List<Path> images) {
        Map<String, Integer> kinds = new TreeMap<>();
        for (Path image : images) {
            String name = image.getFileName().toString().toLowerCase(Locale.ROOT);
            kinds.merge(switch (name.substring(name.lastIndexOf('.') + 1)) {
                case "png" -> "PNG";
                case "tif", "tiff", "stk" -> "TIFF";
                case "bmp", "dib" -> "BMP";
                default -> "JPEG";
            }, 1, Integer::sum);
        }
        return kinds.entrySet().stream().map(kind -> kind.getValue() + " " + kind.getKey())
            .collect(Collectors.joining(", ")) + ".";
    }

    /** The files of a list, one path per line. */
    public static Optional<Look> files(String list) {
        return given(list, workflow -> {
            List<Path> files = ListImages.ofList(List.of(list), workflow);
            List<Path> missing = files.stream().limit(MOST_NAMES).filter(file -> !Files.exists(file)).toList();
            return missing.isEmpty() ? message(MessageType.SUCCESS, count(files.size(), "file"), "All of them exist.")
                : message(MessageType.ERROR, missing.size() + " of " + count(files.size(), "file") + " not found",
                    "The first one is " + missing.get(0) + ".");
        });
    }

    /** A model or checkpoint, of which only the beginning is read. */
    public static Optional<Look> model(String file, NormalizationChoice normalization) {
        return given(file, workflow -> {
            ModelDescription model = ReadModel.describe(FileLocation.resolve(file, workflow), normalization);
            Optional<Method> method = MethodCatalog.builtIn().find(model.method());
            String title = method.map(Method::title).orElse(model.method());
            String configuration = model.configuration().texts().entrySet().stream()
                .map(entry -> entry.getKey().replace('_', ' ') + " " + entry.getValue())
                .collect(Collectors.joining(", "));
            String says = configuration.isEmpty() ? "" : "The model says: " + configuration + ".";
            if (!method.map(Method::normalizes).orElse(true)) {
                return message(MessageType.SUCCESS, title, says);
            }
            boolean known = !model.normalization().texts().isEmpty();
            return message(known ? MessageType.SUCCESS : MessageType.WARNING,
                title + ", normalization " + (known ? "known" : "not known"),
                says + (known ? "" : " It contains no mean and standard deviation. Under Normalization, "
                    + "which is one of the advanced settings, choose Custom to enter those of the training "
                    + "images, or choose the data set."));
        });
    }

    /** A folder for results, which is made if it is not there and may be. */
    public static Optional<Look> outputFolder(String folder, boolean create) {
        return given(folder, workflow -> {
            Path path = FileLocation.resolve(folder, workflow);
            if (Files.isDirectory(path)) {
                return message(MessageType.INFO, "Folder", path + ".");
            }
            if (Files.exists(path)) {
                return message(MessageType.ERROR, "This is a file, not a folder", path + ".");
            }
            return create ? message(MessageType.INFO, "The folder will be created", path + ".")
                : message(MessageType.ERROR, "The folder does not exist",
                    path + ". Create it, or allow the node to create it.");
        });
    }

    /**
     * A file for a result.
     *
     * @param name of the file in the folder, with its extension
     */
    public static Optional<Look> outputFile(String folder, String name, boolean create) {
        return outputFolder(folder, create).map(look -> workflow -> {
            Path file = FileLocation.inFolder(FileLocation.resolve(folder, workflow), name);
            if (Files.exists(file)) {
                return message(MessageType.WARNING, "The file exists already", file + ".");
            }
            Optional<Message> ofFolder = look.at(workflow);
            return ofFolder.filter(message -> message.type() == MessageType.ERROR).isPresent() ? ofFolder
                : message(MessageType.INFO, "The file will be written", file + ".");
        });
    }

    /**
     * Files for results that are named by a pattern.
     *
     * @param pattern of their names, without the extension
     * @param extension with its dot
     * @param columns which the pattern may name, if they are known
     */
    public static Optional<Look> outputFiles(String folder, String pattern, String extension,
        Optional<? extends Collection<String>> columns, boolean create) {
        return outputFolder(folder, create).map(look -> workflow -> {
            NamePattern names = NamePattern.parse(pattern);
            if (columns.isPresent()) {
                names.check(columns.get());
            }
            Message ofFolder = look.at(workflow).orElseThrow();
            if (ofFolder.type() == MessageType.ERROR) {
                return Optional.of(ofFolder);
            }
            Path path = FileLocation.resolve(folder, workflow);
            Path file = FileLocation.inFolder(path, names.fill(column -> Optional.of("{" + column + "}")) + extension);
            return message(MessageType.INFO, "The files will be written", file
                + (Files.isDirectory(path) ? "." : ". The folder will be created."));
        });
    }

    private static Optional<Look> given(String text, Look look) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(look);
    }

    private static Optional<Message> message(MessageType type, String title, String description) {
        return Optional.of(new Message(title, description.strip(), type));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
