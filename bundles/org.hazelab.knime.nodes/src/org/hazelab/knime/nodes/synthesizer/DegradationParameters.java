// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import org.hazelab.knime.nodes.dialog.AtLeast;
import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.synthesizer.SynthesizerSections.DegradationsSection;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What else happens to hazy photographs: darkening, noise and JPEG. */
abstract class DegradationParameters extends PatchesParameters {

    interface DarkenReference extends BooleanReference {
    }

    interface NoiseReference extends BooleanReference {
    }

    interface JpegReference extends BooleanReference {
    }

    abstract static class CustomAnd implements EffectPredicateProvider {
        private final Class<? extends BooleanReference> reference;

        CustomAnd(Class<? extends BooleanReference> reference) {
            this.reference = reference;
        }

        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(IsCustom.class).and(i.getBoolean(reference).isTrue());
        }
    }

    static final class CustomDarken extends CustomAnd {
        CustomDarken() {
            super(DarkenReference.class);
        }
    }

    static final class CustomNoise extends CustomAnd {
        CustomNoise() {
            super(NoiseReference.class);
        }
    }

    static final class CustomJpeg extends CustomAnd {
        CustomJpeg() {
            super(JpegReference.class);
        }
    }

    @Layout(DegradationsSection.Darkening.class)
    @Widget(title = "Darken some of the images", description = "Darkens images by a gamma curve, as bad weather does: "
        + "half of them, or another fraction with custom ranges.")
    @ValueReference(DarkenReference.class)
    boolean darken = true;

    @Layout(DegradationsSection.Darkening.class)
    @Widget(title = "Fraction of darkened images (0 to 1)", description = "0 darkens no image, 1 darkens all of them.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = CustomDarken.class, type = EffectType.SHOW)
    double darkenShare = 0.5;

    @Layout(DegradationsSection.Gamma.class)
    @Widget(title = "Gamma, minimum", description = "The weakest darkening. 1 changes nothing, larger values darken.")
    @NumberInputWidget(minValidation = AtLeast.N0_01.class, maxValidation = Limits.AtMostHundred.class)
    double gammaMin = 1.5;

    @Layout(DegradationsSection.Gamma.class)
    @Widget(title = "Gamma, maximum", description = "The strongest darkening.")
    @NumberInputWidget(minValidation = AtLeast.N0_01.class, maxValidation = Limits.AtMostHundred.class)
    double gammaMax = 3;

    @Layout(DegradationsSection.Noise.class)
    @Widget(title = "Add noise to some of the images", description = "Adds camera noise to half of the images, or to "
        + "another fraction with custom ranges: to each channel on its own, the same to all, or correlated between "
        + "them.")
    @ValueReference(NoiseReference.class)
    boolean noise = true;

    @Layout(DegradationsSection.Noise.class)
    @Widget(title = "Fraction of noisy images (0 to 1)", description = "0 adds noise to no image, 1 to all of them.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = CustomNoise.class, type = EffectType.SHOW)
    double noiseShare = 0.5;

    @Layout(DegradationsSection.NoiseLevels.class)
    @Widget(title = "Noise, minimum (levels)", description = "The standard deviation of the weakest noise, in gray "
        + "levels of 8 bits.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N255.class)
    int noiseMin = 2;

    @Layout(DegradationsSection.NoiseLevels.class)
    @Widget(title = "Noise, maximum (levels)", description = "The standard deviation of the strongest noise, in gray "
        + "levels of 8 bits. Noise that is correlated between the channels always has it.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N255.class)
    int noiseMax = 25;

    @Layout(DegradationsSection.Jpeg.class)
    @Widget(title = "Compress some of the images", description = "Compresses hazy images as JPEG and opens them again: "
        + "half of them, or another fraction with custom ranges.")
    @ValueReference(JpegReference.class)
    boolean jpeg = true;

    @Layout(DegradationsSection.Jpeg.class)
    @Widget(title = "Fraction of JPEG images (0 to 1)",
        description = "0 compresses no image, 1 compresses all of them.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = CustomJpeg.class, type = EffectType.SHOW)
    double jpegShare = 0.5;

    @Layout(DegradationsSection.JpegQualities.class)
    @Widget(title = "JPEG quality, minimum", description = "The quality of the strongest compression, from 1 (bad) to "
        + "100 (good).")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.AtMostHundred.class)
    int jpegQualityMin = 30;

    @Layout(DegradationsSection.JpegQualities.class)
    @Widget(title = "JPEG quality, maximum", description = "The quality of the weakest compression, from 1 (bad) to "
        + "100 (good).")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.AtMostHundred.class)
    int jpegQualityMax = 95;

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.check("fraction of darkened images", darkenShare, 0, 1);
        Limits.checkInterval("gamma", gammaMin, gammaMax, 0.01, 100);
        Limits.check("fraction of noisy images", noiseShare, 0, 1);
        Limits.checkInterval("noise", noiseMin, noiseMax, 0, 255);
        Limits.check("fraction of JPEG images", jpegShare, 0, 1);
        Limits.checkInterval("JPEG quality", jpegQualityMin, jpegQualityMax, 1, 100);
    }
}
