// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dialog;

import java.util.function.Predicate;

import org.knime.node.parameters.NodeParametersInput;

/**
 * A condition on the inputs of a node.
 *
 * @param words the condition as the node reference says it, such as {@code a second table is connected}
 * @param test of inputs that may be null where no node is there, as for a description
 */
public record InputCondition(String words, Predicate<NodeParametersInput> test)
    implements
        Predicate<NodeParametersInput> {

    @Override
    public boolean test(NodeParametersInput input) {
        return test.test(input);
    }

    @Override
    public String toString() {
        return words;
    }
}
