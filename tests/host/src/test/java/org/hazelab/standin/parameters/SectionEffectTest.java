// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;

class SectionEffectTest {

    interface OnReference extends BooleanReference {
    }

    interface MoreReference extends BooleanReference {
    }

    static final class IsOn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(OnReference.class).isTrue();
        }
    }

    static final class IsMore implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(MoreReference.class).isTrue();
        }
    }

    @Section(title = "Always")
    interface Always {
    }

    @Section(title = "Sometimes")
    @Effect(predicate = IsOn.class, type = EffectType.SHOW)
    interface Sometimes {
    }

    static final class Group implements NodeParameters {
        @Layout(Sometimes.class)
        @Widget(title = "More", description = "In a group.")
        @ValueReference(MoreReference.class)
        boolean more;

        @Layout(Sometimes.class)
        @Widget(title = "Depth", description = "With an effect of its own.")
        @Effect(predicate = IsMore.class, type = EffectType.SHOW)
        int depth;
    }

    static final class Parameters implements NodeParameters {
        @Layout(Always.class)
        @Widget(title = "On", description = "Shows a section.")
        @ValueReference(OnReference.class)
        boolean on;

        Group group = new Group();
    }

    @Test
    void aSectionsConditionIsThatOfAllThatStandsInIt() {
        List<ParameterDetails> options = ParameterDetails.of(Parameters.class);
        assertEquals(List.of("on", "group/more", "group/depth"), options.stream().map(ParameterDetails::key).toList());
        assertEquals("", options.get(0).condition());
        String whenOn = options.get(1).condition();
        assertTrue(whenOn.startsWith("shown if ") && whenOn.contains("\"On\""), whenOn);
        assertEquals(whenOn + "; " + whenOn.replace("\"On\"", "\"More\""), options.get(2).condition());
    }
}
