// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import org.hazelab.knime.nodes.shared.ImageColumns;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/** Which images the Haze Synthesizer adds which kind of haze to. */
abstract class CleanImageParameters implements NodeParameters {

    enum Kind {
        @Label(value = "Atmosphere", description = "Haze or fog on photographs, by atmospheric scattering.")
        ATMOSPHERE,
        @Label(value = "Microscope", description = "The out-of-focus light of a widefield microscope and its camera's "
            + "noise, on z-stacks.")
        MICROSCOPE
    }

    interface KindReference extends ParameterReference<Kind> {
    }

    static final class IsAtmosphere implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(KindReference.class).isOneOf(Kind.ATMOSPHERE);
        }
    }

    static final class IsMicroscope implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(KindReference.class).isOneOf(Kind.MICROSCOPE);
        }
    }

    @Widget(title = "Kind of haze", description = "The kind of haze that is added to the images.")
    @ValueSwitchWidget
    @ValueReference(KindReference.class)
    @Migrate(loadDefaultIfAbsent = true)
    Kind kind = Kind.ATMOSPHERE;

    @Widget(title = "Image column", description = "The column of clean images, of any size, bit depth and range: gray "
        + "or color for the atmosphere, gray z-stacks or 2D images for the microscope.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String imageColumn = "";
}
