// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

/** What an argument, a result or a state of a network is. */
public enum Type {
    TENSOR("Tensor"),
    TENSORS("List[Tensor]"),
    FLOAT("float"),
    INT("int"),
    BOOLEAN("bool"),
    NONE("NoneType");

    private final String text;

    Type(String text) {
        this.text = text;
    }

    /** As TorchScript writes it. */
    @Override
    public String toString() {
        return text;
    }
}
