// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.context;

/** Something that can be copied with all that is in it. */
public interface DeepCopy<T> {

    /** The copy. */
    T copy();
}
