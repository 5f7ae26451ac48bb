// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

/** Tells tests which icon a factory names: KNIME's API keeps that to itself. */
public final class IconAccess {

    private IconAccess() {
    }

    /** The path of the icon as the node gives it, relative to the class of its factory. */
    public static String pathOf(final DefaultNodeFactory factory) {
        return factory.createNodeDescription().getIconPath();
    }
}
