// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;

import org.eclipse.core.runtime.FileLocator;
import org.hazelab.imaging.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** The only class that knows OSGi, apart from the others so that they work without: there it does not load. */
public final class BundleFolder {

    private BundleFolder() {
    }

    /** Whether this class is part of a bundle in a framework that runs. */
    static boolean exists() {
        return FrameworkUtil.getBundle(BundleFolder.class) != null;
    }

    /** A file that the framework keeps for this bundle, there or not; null if it keeps none, or no framework runs. */
    public static @Nullable Path data(String name) {
        Bundle bundle = FrameworkUtil.getBundle(BundleFolder.class);
        File file = bundle == null ? null : bundle.getDataFile(name);
        return file == null ? null : file.toPath().toAbsolutePath();
    }

    /** A file or folder of this bundle or its fragments as it lies on disk; null if there is none, or no framework. */
    static @Nullable Path find(String name) {
        Bundle bundle = FrameworkUtil.getBundle(BundleFolder.class);
        URL entry = bundle == null ? null : FileLocator.find(bundle, new org.eclipse.core.runtime.Path(name), null);
        if (entry == null) {
            return null;
        }
        try {
            // Not a URI: Eclipse leaves blanks in these addresses as they are.
            return new File(FileLocator.toFileURL(entry).getPath()).toPath().toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find " + entry, e);
        }
    }
}
