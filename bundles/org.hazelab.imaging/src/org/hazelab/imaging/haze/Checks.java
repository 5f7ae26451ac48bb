// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import org.hazelab.imaging.HazeLabException;

/** Complaints about settings. */
final class Checks {

    private Checks() {
    }

    static void share(String name, double value, double min, double max, String remedy) throws HazeLabException {
        if (!(value >= min && value <= max)) {
            throw new HazeLabException("The " + name + " is " + value, remedy);
        }
    }

    static void size(String name, int pixels) throws HazeLabException {
        if (pixels < 1) {
            throw new HazeLabException("The " + name + " is " + pixels + " pixels wide", "Choose 1 pixel or more");
        }
    }
}
