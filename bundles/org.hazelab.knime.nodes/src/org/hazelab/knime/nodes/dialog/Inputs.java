// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dialog;

import java.util.Arrays;

import org.hazelab.knime.nodes.model.ModelPortObject;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;

/**
 * Conditions on the optional inputs that a node has. An optional input is there as soon as its user has added it,
 * whether or not anything is known of it yet.
 */
public final class Inputs {

    private Inputs() {
    }

    /** How many inputs of a type a node has; none where no node is there, as for a description. */
    public static long count(NodeParametersInput input, PortType type) {
        return input == null ? 0 : Arrays.stream(input.getInPortTypes()).filter(type::equals).count();
    }

    /** Whether a second table is there, of a node with one table that has to be there. */
    public static final class SecondTable implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getConstant(new InputCondition("a second table is connected",
                input -> count(input, BufferedDataTable.TYPE) > 1));
        }
    }

    /** Whether a model is there, of a node to which it may be added. */
    public static final class Model implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getConstant(new InputCondition("a model is connected",
                input -> count(input, ModelPortObject.TYPE) > 0));
        }
    }
}
