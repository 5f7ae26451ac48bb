// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.net.URL;

import org.knime.core.node.context.NodeCreationConfiguration;

/** Makes nodes of one kind; named in plugin.xml. Dialogs and views of KNIME's factories are left out. */
public abstract class NodeFactory<T extends NodeModel> {

    /** The kinds of nodes. */
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
        /** Shows data. */
        Visualizer,
        /** Asks in a web page. */
        Widget,
        /** A metanode. */
        Meta,
        /** Begins a loop. */
        LoopStart,
        /** Ends a loop. */
        LoopEnd,
        /** Begins a scope. */
        ScopeStart,
        /** Ends a scope. */
        ScopeEnd,
        /** Asks once. */
        QuickForm,
        /** Configures a component. */
        Configuration,
        /** Anything else. */
        Other,
        /** Not installed. */
        Missing,
        /** Not said. */
        Unknown,
        /** A component. */
        Subnode,
        /** The input of a component. */
        VirtualIn,
        /** The output of a component. */
        VirtualOut,
        /** Passes data between workflows. */
        Container
    }

    private final boolean lazy;
    private NodeDescription description;

    /** Reads the description at once. */
    protected NodeFactory() {
        this(false);
    }

    /** @param lazyInitialization whether the description is read by {@link #init} only */
    protected NodeFactory(final boolean lazyInitialization) {
        lazy = lazyInitialization;
        if (!lazy) {
            init();
        }
    }

    /** Reads the description. */
    public synchronized void init() {
        if (description == null) {
            description = createNodeDescription();
        }
    }

    /** Whether the description is read by {@link #init} only. */
    public final boolean isLazilyInitialized() {
        return lazy;
    }

    /** What the node says of itself. */
    protected NodeDescription createNodeDescription() {
        throw new IllegalStateException("The host knows only nodes that describe themselves in their factory.");
    }

    /** A model with the default ports. */
    public abstract T createNodeModel();

    /** A model with the given ports. */
    protected T createNodeModel(final NodeCreationConfiguration creationConfig) {
        return createNodeModel();
    }

    private synchronized NodeDescription description() {
        init();
        return description;
    }

    /** The name people read. */
    public final String getNodeName() {
        return description().getNodeName();
    }

    /** The kind of node. */
    public NodeType getType() {
        return description().getType();
    }

    /** Words to find it by. */
    public final String[] getKeywords() {
        return description().getKeywords();
    }

    /** The icon, or null where there is none. */
    public URL getIcon() {
        // A bundle's class loader takes a path as it is: a leading "./" would never be found.
        return getClass().getResource(description().getIconPath().replaceFirst("^(\\./)+", ""));
    }

    /** Identifies the kind of node in workflows. */
    public final String getFactoryId() {
        return getClass().getName();
    }
}
