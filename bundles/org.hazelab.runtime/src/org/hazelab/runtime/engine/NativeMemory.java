// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.util.stream.Stream;

import com.sun.jna.Library;
import com.sun.jna.Native;

import org.hazelab.imaging.Nullable;

/**
 * What the C library (glibc, on Linux) does with memory that libtorch frees.
 *
 * <p>By default it gives most of it back to the system, and the next step of a training takes it again, page by page.
 * While models are there, freed memory is kept for them; when one goes, all that is free is given back.
 */
public final class NativeMemory {

    // the numbers of malloc.h
    private static final int TRIM_THRESHOLD = -1;
    private static final int TOP_PAD = -2;
    private static final int MMAP_THRESHOLD = -3;
    /**
     * The largest block that glibc itself would come to keep; larger ones still go back at once, which bounds the
     * memory.
     */
    private static final int LARGEST_KEPT = 32 << 20;
    private static final int KEPT = 1 << 30;
    private static final int AHEAD = 64 << 20;

    private static volatile @Nullable CLibrary c;

    private interface CLibrary extends Library {
        int mallopt(int parameter, int value);

        int malloc_trim(long pad);
    }

    private NativeMemory() {
    }

    /** Lets freed memory be kept, unless the user's environment says what malloc does. */
    static void keep(boolean jna, Platform platform) {
        boolean chosen = Stream.of("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TOP_PAD_",
            "GLIBC_TUNABLES").anyMatch(name -> System.getenv(name) != null);
        if (!jna || chosen || !platform.os().equals("linux")) {
            return;
        }
        try {
            CLibrary library = Native.load("c", CLibrary.class);
            library.mallopt(MMAP_THRESHOLD, LARGEST_KEPT);
            library.mallopt(TRIM_THRESHOLD, KEPT);
            library.mallopt(TOP_PAD, AHEAD);
            c = library;
        } catch (UnsatisfiedLinkError e) {
            c = null; // another C library, which does as it likes
        }
    }

    /** Gives what is free back to the system. */
    public static void giveBack() {
        CLibrary library = c;
        if (library != null) {
            library.malloc_trim(0);
        }
    }
}
