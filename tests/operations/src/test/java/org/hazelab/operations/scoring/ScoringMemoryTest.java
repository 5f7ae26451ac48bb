// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.hazelab.imaging.ImageSize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class ScoringMemoryTest {

    /** The smallest -Xmx in MB, to a twentieth, in which all metrics scored a pair (Java 17, serial collector). */
    @ParameterizedTest
    @CsvSource({"300, 300, 3, 36", "380, 2000, 3, 410", "1024, 1024, 3, 92", "2048, 2048, 3, 364",
        "2048, 2048, 1, 246"})
    void isNeverLessThanWasMeasured(int width, int height, int channels, double megabytes) {
        Optional<ImageSize> size = Optional.of(new ImageSize(width, height, channels, 1));
        double estimate = ScoringMemory.bytes(size, size) / (1 << 20);
        assertTrue(estimate > megabytes && estimate < 2 * megabytes, estimate + " MB");
    }

    @Test
    void doesNotOverflow() {
        Optional<ImageSize> size =
            Optional.of(new ImageSize(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 1));
        assertTrue(ScoringMemory.bytes(size, size) > 1e29);
        assertEquals(0, ScoringMemory.bytes(Optional.empty(), Optional.empty()));
    }
}
