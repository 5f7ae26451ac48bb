// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

/** A device's lack of memory, for tests of what comes after it. */
public final class MemoryFailure {

    private MemoryFailure() {
    }

    public static DeviceMemoryException of(String device) {
        return new DeviceMemoryException(device, null);
    }
}
