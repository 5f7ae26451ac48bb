// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

/** A place in the tree of a network's modules, where layers declare their parameters. */
public final class Scope {

    private final Network network;
    private final String path;
    private final boolean frozen;

    Scope(Network network, String path, boolean frozen) {
        this.network = network;
        this.path = path;
        this.frozen = frozen;
    }

    /** The module of a name below this one; dots lead further down, as in {@code in_layers.2}. */
    public Scope at(String name) {
        return new Scope(network, path + name + ".", frozen);
    }

    /** The module of a number below this one. */
    public Scope at(int index) {
        return at(Integer.toString(index));
    }

    /** The same place; what layers declare there and below is never trained. */
    public Scope frozen() {
        return new Scope(network, path, true);
    }

    /** What the names of the parameters declared here begin with, such as {@code encoder.0.}; empty at the root. */
    public String path() {
        return path;
    }

    /**
     * Declares a parameter, trained unless this scope is {@link #frozen}. The order of declaration is the order of the
     * state dict.
     *
     * @throws IllegalArgumentException if the network has one of this name
     */
    public Parameter parameter(String name, Initializer initializer, int... shape) {
        return declare(name, initializer, frozen ? Parameter.Kind.FROZEN : Parameter.Kind.TRAINED, shape);
    }

    /**
     * Declares a buffer: a tensor of the state dict that the network's methods change themselves, see
     * {@link Code#assign}.
     *
     * @throws IllegalArgumentException if the network has a parameter or buffer of this name
     */
    public Parameter buffer(String name, Initializer initializer, int... shape) {
        return declare(name, initializer, Parameter.Kind.BUFFER, shape);
    }

    private Parameter declare(String name, Initializer initializer, Parameter.Kind kind, int... shape) {
        return network.declare(new Parameter(path + name, shape, initializer, kind));
    }
}
