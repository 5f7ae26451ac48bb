// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileWriter;
import org.hazelab.imaging.io.ImageFileWriter.Format;
import org.hazelab.imaging.io.ImageFileWriter.Options;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageReferenceTest {

    private static final String WHAT_TO_DO = "execute the Image Reader again, with \"Copy into the workflow\" under "
        + "\"Pixels\" if the file does not stay as it is. On another computer, such as an executor, the same file must "
        + "be reachable at the same place.";

    @TempDir
    private Path folder;

    private Path file;
    private FloatImage image;

    @BeforeEach
    void write() throws HazeLabException {
        file = folder.resolve("image of \u00dcmlaut #1 100%.png");
        image = FloatImage.of(3, 2, ValueRange.UINT8, new float[] {0, 10, 20, 30, 40, 250});
        ImageFileWriter.write(image, file, Options.of(Format.PNG8), Progress.NONE);
    }

    private ImageReference reference(final boolean stack, final InputRange range) throws Exception {
        List<ReadImages.Outcome> outcomes = new ArrayList<>();
        new ReadImages(new ReadImages.Config(stack, true, range)).run(file, Progress.NONE, outcomes::add);
        assertEquals(1, outcomes.size());
        assertEquals(outcomes.get(0).image().orElseThrow(),
            outcomes.get(0).reference().orElseThrow().read(Progress.NONE));
        return outcomes.get(0).reference().orElseThrow();
    }

    private ImageReference reference() throws Exception {
        return reference(false, new InputRange.FromFile());
    }

    private static String failure(final ImageReference reference) {
        return assertThrows(HazeLabException.class, () -> reference.read(Progress.NONE)).getMessage();
    }

    private void assertChanged(final ImageReference reference) {
        assertEquals("The file \"" + file + "\", which contains the image, has changed since the Image Reader read it. "
            + "Put the old file back, or " + WHAT_TO_DO, failure(reference));
    }

    @Test
    void readsTheImageAsItWasRead() throws Exception {
        assertEquals(image, reference().read(Progress.NONE));
        assertEquals(new ImageSize(3, 2, 1, 1), reference(true, new InputRange.FromFile()).size());
        ValueRange range = new ValueRange(-5, 300);
        assertEquals(image.withRange(range),
            reference(false, new InputRange.Fixed(range)).read(Progress.NONE));
    }

    @Test
    void refersToNothingThatCannotBeRead() throws Exception {
        Files.write(file, new byte[10]);
        List<ReadImages.Outcome> outcomes = new ArrayList<>();
        ReadImages read = new ReadImages(new ReadImages.Config(false, true));
        read.run(file, Progress.NONE, outcomes::add);
        Files.delete(file);
        read.run(file, Progress.NONE, outcomes::add);
        assertEquals(2, outcomes.size());
        outcomes.forEach(outcome -> {
            assertTrue(outcome.problem().isPresent());
            assertFalse(outcome.reference().isPresent());
        });
    }

    @Test
    void refusesAFileOfAnotherSizeOrTime() throws Exception {
        ImageReference reference = reference();
        FileTime time = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 1));
        assertChanged(reference);
        Files.setLastModifiedTime(file, time);
        assertEquals(image, reference.read(Progress.NONE));
        Files.write(file, new byte[(int)Files.size(file) + 1]);
        Files.setLastModifiedTime(file, time);
        assertChanged(reference);
    }

    @Test
    void refusesAFileThatIsMissing() throws Exception {
        ImageReference reference = reference();
        Files.delete(file);
        assertEquals("The file \"" + file + "\", which contains the image, is missing. Put it back, or " + WHAT_TO_DO,
            failure(reference));
    }

    /** A path of another system is no path at all on some, and leads nowhere on others. */
    @Test
    void refusesAPlaceThatThisComputerDoesNotHave() throws Exception {
        ImageReference reference = reference();
        for (String uri : List.of("file:///Q:/no%20such/a.png", "file:///no/such/a.png", "file://server/no/a.png",
            "file:relative", "file:///%00", "file:///a%zz")) {
            String failure = failure(elsewhere(reference, new FileState(uri, 1, 2)));
            assertTrue(failure.contains("which contains the image, is missing. Put it back, or " + WHAT_TO_DO),
                failure);
        }
        for (String uri : List.of("", "http://server/a.png", "jar:file:///a.zip!/a.png", "/no/such/a.png")) {
            assertThrows(IllegalArgumentException.class, () -> new FileState(uri, 1, 2));
        }
    }

    private static ImageReference elsewhere(final ImageReference reference, final FileState file) {
        return new ImageReference(file, reference.page(), reference.stack(), reference.applyOrientation(),
            reference.size(), reference.range());
    }

    /** Such a file had its size and time kept by the tool that changed it. */
    @Test
    void refusesAFileWithoutThePageOrOfOtherSizes() throws Exception {
        ImageReference here = reference();
        assertChanged(new ImageReference(here.file(), 1, false, true, here.size(), here.range()));
        assertChanged(new ImageReference(here.file(), 0, false, true, new ImageSize(2, 3, 1, 1), here.range()));
        assertThrows(IllegalArgumentException.class,
            () -> new ImageReference(here.file(), -1, false, true, here.size(), here.range()));
    }

    private record Event(Runnable event) implements Progress {
        @Override
        public void report(final double fraction, final String message) {
            // what is asked at every step is enough
        }

        @Override
        public void checkCanceled() {
            event.run();
        }
    }

    @Test
    void refusesAFileThatChangesWhileItIsRead() throws Exception {
        ImageReference reference = reference();
        Event change = new Event(() -> {
            try {
                Files.setLastModifiedTime(file, FileTime.fromMillis(0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThrows(HazeLabException.class, () -> reference.read(change));
        assertChanged(reference);
    }

    @Test
    void stopsWhenItIsCancelled() throws Exception {
        ImageReference reference = reference();
        Event cancel = new Event(() -> {
            throw new CancellationException();
        });
        assertThrows(CancellationException.class, () -> reference.read(cancel));
    }
}
