// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.filter.Border;

/**
 * How {@link org.hazelab.imaging.filter.GuidedFilter} refines the transmission.
 *
 * @param window width of the window in pixels, 1 or more, even or odd; a radius r is the width 2 r + 1
 * @param eps from 1e-9, in squared units of a guide from 0 to 1: edges of a variance far below it are smoothed away
 * @param border what the means take for the pixels outside
 * @param guide the grey picture that guides
 */
public record GuidedFilterSettings(int window, double eps, Border border, Guide guide) {

    public GuidedFilterSettings {
        Objects.requireNonNull(border);
        Objects.requireNonNull(guide);
    }

    /** @throws HazeLabException if a number is outside of what its description says */
    public void check() throws HazeLabException {
        Checks.size("window of the guided filter", window);
        Checks.share("guided filter's eps", eps, 1e-9, Double.MAX_VALUE,
            "Choose a number from 1e-9 on, such as 0.001");
    }
}
