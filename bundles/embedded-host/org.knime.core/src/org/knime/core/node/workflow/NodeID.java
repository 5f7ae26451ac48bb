// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

/** Identifies a node: the numbers of its workflow and of itself. */
public class NodeID implements Comparable<NodeID> {

    private final NodeID prefix;
    private final int index;

    /** A workflow by its number. */
    public NodeID(final int index) {
        this(null, index);
    }

    /** A node by its workflow and its number. */
    public NodeID(final NodeID prefix, final int index) {
        this.prefix = prefix;
        this.index = index;
    }

    /** The number of the node itself. */
    public int getIndex() {
        return index;
    }

    /** The workflow, or null. */
    public NodeID getPrefix() {
        return prefix;
    }

    @Override
    public int compareTo(final NodeID o) {
        int byPrefix = prefix == null || o.prefix == null ? Boolean.compare(prefix != null, o.prefix != null)
            : prefix.compareTo(o.prefix);
        return byPrefix != 0 ? byPrefix : Integer.compare(index, o.index);
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof NodeID id && compareTo(id) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * (prefix == null ? 0 : prefix.hashCode()) + index;
    }

    @Override
    public String toString() {
        return prefix == null ? Integer.toString(index) : prefix + ":" + index;
    }
}
