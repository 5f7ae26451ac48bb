// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageFileReader.Options;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinds of files that people report in public trackers of neighbouring tools (reports.txt). */
class PublicReportsTest {

    static List<Golden> images() {
        return Golden.of("reports.txt", true);
    }

    static List<Golden> cutOff() {
        return Golden.of("reports.txt", false);
    }

    private static ImageFileReader open(Golden golden) throws HazeLabException {
        return ImageFileReader.open(ByteInput.of("The file \"x\"", golden.file()), Options.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("images")
    void readsTheirPixels(Golden golden) throws HazeLabException {
        try (ImageFileReader reader = open(golden)) {
            FloatImage read = reader.readStack(Progress.NONE);
            assertEquals(golden.image().toString(), read.toString());
            for (int c = 0; c < read.channels(); c++) {
                assertArrayEquals(golden.image().plane(c), read.plane(c), "channel " + c);
            }
            assertEquals(golden.name().equals("jpg_noeoi.jpg") ? List.of(ByteInput.NO_END) : List.of(),
                reader.takeNotes());
        }
    }

    @ParameterizedTest
    @MethodSource("cutOff")
    void refusesWhatIsCutOff(Golden golden) {
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> {
            try (ImageFileReader reader = open(golden)) {
                reader.readStack(Progress.NONE);
            }
        });
        assertTrue(thrown.summary().contains("incomplete"), thrown.summary());
    }
}
