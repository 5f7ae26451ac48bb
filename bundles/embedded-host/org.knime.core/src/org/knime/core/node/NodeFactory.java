// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** Makes nodes of one kind; named in plugin.xml. Here every factory is a {@code DefaultNodeFactory}. */
public abstract class NodeFactory {

    /** The kinds of nodes, as far as there are such here. */
    public enum NodeType {
        /** Reads something from outside. */
        Source,
        /** Writes something to the outside. */
        Sink,
        /** Makes a model. */
        Learner,
        /** Applies a model. */
        Predictor,
        /** Changes data. */
        Manipulator,
        /** Anything else. */
        Other
    }
}
