// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import org.hazelab.imaging.Nullable;

import java.nio.file.Path;

import com.sun.jna.Library;
import com.sun.jna.Native;

/**
 * The process's environment as native libraries see it, which Java cannot change.
 *
 * <p>OpenMP's threads wait actively by default: with other work on the machine, a step of a small network was measured
 * to take 4 to 14 times as long as with threads that sleep while they wait. Threads that sleep at once are slow on a
 * quiet machine, because each of the many short loops of a network wakes them again; so GNU OpenMP's threads spin
 * for a short time before they sleep. Both are read once, when OpenMP is loaded.
 */
final class NativeEnvironment {

    private static final String JNA_FOLDER = "jna.boot.library.path";
    private static final String JNA_TEMPORARY = "jna.tmpdir";
    private static final String WAIT_POLICY = "OMP_WAIT_POLICY";
    private static final String SPIN_VARIABLE = "GOMP_SPINCOUNT";
    /** Steps took longest with 0 spins, and about as long with 10,000 as with 300,000. */
    private static final String SPIN_COUNT = "20000";

    private interface CLibrary extends Library {
        int setenv(String name, String value, int overwrite);
    }

    private NativeEnvironment() {
    }

    /**
     * Makes JNA load its library from where it lies instead of unpacking it, and look for what it unpacked once in the
     * temporary folder instead of making itself one in the user's home. The properties are taken back at once, so that
     * another extension's JNA does not meet them.
     *
     * @param folder where it lies; null if nowhere
     * @return whether JNA can be used
     */
    static boolean startJna(@Nullable Path folder) {
        if (folder == null) {
            return false;
        }
        String before = System.setProperty(JNA_FOLDER, folder.toString());
        String temporary = System.getProperty(JNA_TEMPORARY);
        set(JNA_TEMPORARY, temporary == null ? System.getProperty("java.io.tmpdir") : temporary);
        try {
            return Native.POINTER_SIZE > 0;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return false;
        } finally {
            set(JNA_FOLDER, before);
            set(JNA_TEMPORARY, temporary);
        }
    }

    private static void set(String property, String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    /** Lets OpenMP's threads sleep soon, unless the user has said how they wait; what happened, in words. */
    static String makeOpenMpPassive(boolean jna, Platform platform) {
        String chosen = System.getenv(WAIT_POLICY);
        if (chosen != null) {
            return chosen + " (the environment variable " + WAIT_POLICY + ")";
        }
        if (!jna || platform.os().equals("win32")) {
            return "OpenMP's default";
        }
        CLibrary c = Native.load("c", CLibrary.class);
        // a spin count that the user has set stays
        boolean set = c.setenv(WAIT_POLICY, "passive", 1) == 0 && c.setenv(SPIN_VARIABLE, SPIN_COUNT, 0) == 0;
        return set ? "passive" : "OpenMP's default";
    }
}
