// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

/** A place in the tree of a network's modules, where layers declare their parameters. */
public final class Scope {

    private final Network network;
    private final String path;

    Scope(Network network, String path) {
        this.network = network;
        this.path = path;
    }

    /** The module of a name below this one; dots lead further down, as in {@code in_layers.2}. */
    public Scope at(String name) {
        return new Scope(network, path + name + ".");
    }

    /** The module of a number below this one. */
    public Scope at(int index) {
        return at(Integer.toString(index));
    }

    /**
     * Declares a parameter. The order of declaration is the order of the state dict.
     *
     * @throws IllegalArgumentException if the network has one of this name
     */
    public Parameter parameter(String name, Initializer initializer, int... shape) {
        return network.declare(new Parameter(path + name, shape, initializer));
    }
}
