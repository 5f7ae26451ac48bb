// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import org.hazelab.imaging.HazeLabException;

/**
 * A device has not enough memory for one piece of work. Unchecked, since code that works in batches catches it, halves
 * the batch and goes on; other code makes a {@link #forUser} of it.
 */
public final class DeviceMemoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String device;

    DeviceMemoryException(String device, Throwable cause) {
        super("not enough memory on " + device, cause);
        this.device = device;
    }

    /**
     * The failure in the user's language.
     *
     * @param work what there was not enough memory for, such as {@code one tile of 128 x 128 pixels}
     */
    public HazeLabException forUser(String work) {
        return new HazeLabException("There is not enough memory on " + device + " for " + work,
            "Choose smaller batches or tiles, end other programs, or choose another device", this);
    }
}
