// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

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
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
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
            return i.getEnum(PresetReference.class).isOneOf(Preset.CUSTOM).and(i.getBoolean(reference).isTrue());
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

    @Layout(DegradationsSection.class)
    @Widget(title = "Darken", description = "Darkens some of the images by a gamma curve, as bad weather does.")
    @ValueReference(DarkenReference.class)
    boolean darken = true;

    @Layout(DegradationsSection.class)
    @Widget(title = "Share of darkened images", description = "0 darkens none, 1 all.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = CustomDarken.class, type = EffectType.SHOW)
    double darkenShare = 0.5;

    @Layout(DegradationsSection.class)
    @Widget(title = "Smallest gamma", description = "The weakest darkening; 1 changes nothing, larger values darken.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = CustomDarken.class, type = EffectType.SHOW)
    double gammaMin = 1.5;

    @Layout(DegradationsSection.class)
    @Widget(title = "Largest gamma", description = "The strongest darkening.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = CustomDarken.class, type = EffectType.SHOW)
    double gammaMax = 3;

    @Layout(DegradationsSection.class)
    @Widget(title = "Noise", description = "Adds camera noise to some of the images: to each channel on its own, the "
        + "same to all, or correlated between them.")
    @ValueReference(NoiseReference.class)
    boolean noise = true;

    @Layout(DegradationsSection.class)
    @Widget(title = "Share of noisy images", description = "0 adds noise to none, 1 to all.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = CustomNoise.class, type = EffectType.SHOW)
    double noiseShare = 0.5;

    @Layout(DegradationsSection.class)
    @Widget(title = "Smallest noise", description = "The weakest noise: standard deviation in grey levels of 8 bit.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = CustomNoise.class, type = EffectType.SHOW)
    int noiseMin = 2;

    @Layout(DegradationsSection.class)
    @Widget(title = "Largest noise", description = "The strongest noise, in grey levels of 8 bit. Noise that is "
        + "correlated between the channels always has it.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = CustomNoise.class, type = EffectType.SHOW)
    int noiseMax = 25;

    @Layout(DegradationsSection.class)
    @Widget(title = "JPEG", description = "Compresses some of the hazy images as JPEG and opens them again.")
    @ValueReference(JpegReference.class)
    boolean jpeg = true;

    @Layout(DegradationsSection.class)
    @Widget(title = "Share of JPEG images", description = "0 compresses none, 1 all.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = CustomJpeg.class, type = EffectType.SHOW)
    double jpegShare = 0.5;

    @Layout(DegradationsSection.class)
    @Widget(title = "Smallest JPEG quality", description = "Of the strongest compression: from 1 (bad) to 100 (good).")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.AtMostHundred.class)
    @Effect(predicate = CustomJpeg.class, type = EffectType.SHOW)
    int jpegQualityMin = 30;

    @Layout(DegradationsSection.class)
    @Widget(title = "Largest JPEG quality", description = "Of the weakest compression.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.AtMostHundred.class)
    @Effect(predicate = CustomJpeg.class, type = EffectType.SHOW)
    int jpegQualityMax = 95;

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.check("share of darkened images", darkenShare, 0, 1);
        Limits.checkInterval("gamma", gammaMin, gammaMax, 0.01, 100);
        Limits.check("share of noisy images", noiseShare, 0, 1);
        Limits.checkInterval("noise", noiseMin, noiseMax, 0, 255);
        Limits.check("share of JPEG images", jpegShare, 0, 1);
        Limits.checkInterval("JPEG quality", jpegQualityMin, jpegQualityMax, 1, 100);
    }
}
