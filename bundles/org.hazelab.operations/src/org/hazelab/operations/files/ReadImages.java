// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.io.ImageInfo;
import org.hazelab.imaging.task.Progress;

/** Reads image files page by page, or each as a stack, so that one image is in memory at a time. */
public final class ReadImages {

    /**
     * How files are read.
     *
     * @param stacks whether the pages of a file become the slices of one image, instead of an image each
     * @param applyOrientation whether photographs are turned as their camera noted
     * @param range which value range the images get
     */
    public record Config(boolean stacks, boolean applyOrientation, InputRange range) {

        /** Images with the ranges of their files. */
        public Config(boolean stacks, boolean applyOrientation) {
            this(stacks, applyOrientation, new InputRange.FromFile());
        }
    }

    /**
     * An image of a file, or what kept it from being read.
     *
     * @param fileName the name of the file with its ending
     * @param name the name of the file without its ending; followed by {@code _p} and the page, if the file has several
     *     and each is an image of its own
     * @param page the number of the page from 1; 1 for a stack
     * @param info what the file says of the page, if it could be learnt
     * @param image the image, or empty if it could not be read
     * @param reference where the image can be read again; empty if it could not be read
     * @param problem why not, naming the file
     * @param notes what a user should know of how it was read, each as it follows "In 3 images "; most have none
     */
    public record Outcome(String fileName, String name, int page, Optional<ImageInfo> info, Optional<FloatImage> image,
        Optional<ImageReference> reference, Optional<HazeLabException> problem, List<String> notes) {

        /** Whether every character of the file's name is known; otherwise it has U+FFFD where they are not. */
        public boolean hasReadableName() {
            return !FileNames.isUnreadable(fileName);
        }

        /** The same file, of whose image something else turned out to be the problem. */
        public Outcome failed(HazeLabException other) {
            return new Outcome(fileName, name, page, info, Optional.empty(), Optional.empty(), Optional.of(other),
                notes);
        }
    }

    /** Takes the images one after the other. */
    @FunctionalInterface
    public interface Sink {
        void accept(Outcome outcome) throws HazeLabException, IOException;
    }

    private final Config config;

    public ReadImages(Config config) {
        this.config = config;
    }

    /**
     * Reads the images of a file. A page that cannot be read is handed on as such, and the next one is tried.
     *
     * @throws HazeLabException if the sink throws it
     * @throws IOException if the sink throws it
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public void run(Path file, Progress progress, Sink sink) throws HazeLabException, IOException {
        String fileName = FileNames.of(file);
        int dot = fileName.lastIndexOf('.');
        String name = dot > 0 ? fileName.substring(0, dot) : fileName;
        ImageFileReader.Options options =
            ImageFileReader.Options.DEFAULT.withApplyOrientation(config.applyOrientation());
        Optional<FileState> state = FileState.of(file); // before it is opened, so that no later change goes unseen
        ImageFileReader opened;
        try {
            opened = ImageFileReader.open(file, options);
        } catch (HazeLabException e) {
            progress.checkCanceled();
            sink.accept(new Outcome(fileName, name, 1, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(e), List.of()));
            return;
        }
        try (opened) {
            int images = config.stacks() ? 1 : opened.pages();
            for (int page = 0; page < images; page++) {
                progress.checkCanceled();
                Progress part = progress.part(page / (double)images, (page + 1) / (double)images,
                    images > 1 ? "page " + (page + 1) + " of " + images + ": " : "");
                sink.accept(read(opened, state, page, fileName, images > 1 ? name + "_p" + (page + 1) : name, part));
            }
        }
    }

    private Outcome read(ImageFileReader reader, Optional<FileState> state, int page, String fileName, String name,
        Progress progress) {
        Optional<ImageInfo> info = Optional.empty();
        try {
            info = Optional.of(reader.info(page));
            FloatImage read = config.stacks() ? reader.readStack(progress) : reader.read(page, progress);
            FloatImage image = read.withRange(config.range().of(read, info.get()));
            List<String> notes = new ArrayList<>(reader.takeNotes());
            config.range().remark(image, info.get(), progress).ifPresent(notes::add);
            return new Outcome(fileName, name, page + 1, info, Optional.of(image),
                state.map(file -> reference(file, page, image)), Optional.empty(), notes);
        } catch (HazeLabException e) {
            progress.checkCanceled();
            return new Outcome(fileName, name, page + 1, info, Optional.empty(), Optional.empty(), Optional.of(e),
                reader.takeNotes());
        }
    }

    private ImageReference reference(FileState file, int page, FloatImage image) {
        return new ImageReference(file, page, config.stacks(), config.applyOrientation(),
            new ImageSize(image.width(), image.height(), image.channels(), image.slices()), image.range());
    }
}
