// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** How far away the pixels of photographs are. */
abstract class DepthParameters extends CleanImageParameters {

    enum DepthFrom {
        @Label(value = "Ramp", description = "A plane that is near at one border of the image and far at the other.")
        RAMP,
        @Label(value = "Constant", description = "The same distance everywhere, as for a wall or an aerial photograph.")
        CONSTANT,
        @Label(value = "Column", description = "A depth or disparity map for each image, from a column of images. Each "
            + "map is stretched to its own smallest and largest value.")
        COLUMN
    }

    enum FarSide {
        @Label("Top")
        TOP,
        @Label("Bottom")
        BOTTOM,
        @Label("Left")
        LEFT,
        @Label("Right")
        RIGHT
    }

    enum NearIs {
        @Label(value = "Large values (disparity)", description = "Near pixels have large values: disparity maps, and "
            + "what Depth Anything and MiDaS give.")
        LARGE,
        @Label(value = "Small values (depth)", description = "Near pixels have small values: distances, as a depth "
            + "camera measures them.")
        SMALL
    }

    interface DepthReference extends ParameterReference<DepthFrom> {
    }

    /** Photographs alone have a depth. */
    abstract static class DepthIs implements EffectPredicateProvider {
        private final DepthFrom depth;

        DepthIs(DepthFrom depth) {
            this.depth = depth;
        }

        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(IsAtmosphere.class).and(i.getEnum(DepthReference.class).isOneOf(depth));
        }
    }

    static final class IsRamp extends DepthIs {
        IsRamp() {
            super(DepthFrom.RAMP);
        }
    }

    static final class IsConstant extends DepthIs {
        IsConstant() {
            super(DepthFrom.CONSTANT);
        }
    }

    static final class IsColumn extends DepthIs {
        IsColumn() {
            super(DepthFrom.COLUMN);
        }
    }

    @Widget(title = "Depth", description = "The source of the distances: what lies farther away is hazier.")
    @ValueSwitchWidget
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    @ValueReference(DepthReference.class)
    DepthFrom depth = DepthFrom.RAMP;

    @Widget(title = "Far side", description = "The border of the image that is far away.")
    @ValueSwitchWidget
    @Effect(predicate = IsRamp.class, type = EffectType.SHOW)
    FarSide farSide = FarSide.TOP;

    @Widget(title = "Distance (0 to 1)", description = "The distance of all pixels, from 0 (near, without haze) to 1 "
        + "(farthest).")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = IsConstant.class, type = EffectType.SHOW)
    double distance = 0.5;

    @Widget(title = "Depth column", description = "The column of depth or disparity maps. A map that is smaller or "
        + "larger than its image is stretched over it, if it has the same proportions.")
    @ChoicesProvider(ImageColumns.Choices.class)
    @Effect(predicate = IsColumn.class, type = EffectType.SHOW)
    String depthColumn = "";

    @Widget(title = "Near pixels have", description = "The end of the map's values that is near. If the fog comes out "
        + "stronger near than far, choose the other one.")
    @ValueSwitchWidget
    @Effect(predicate = IsColumn.class, type = EffectType.SHOW)
    NearIs nearIs = NearIs.LARGE;

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.check("distance", distance, 0, 1);
    }
}
