// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

/** What happens if a file to write exists already. */
public enum OverwritePolicy {
    /** Nothing is written: it is an error. */
    FAIL,
    /** The new file takes its place, once it is complete. */
    OVERWRITE,
    /** The file stays and nothing is written; its path is given out all the same. */
    SKIP,
    /** The new file gets a number behind its name: {@code name_2}, {@code name_3}, and so on. */
    UNIQUE
}
