// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import org.hazelab.knime.nodes.dialog.AtLeast;
import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.shared.ChannelChoice;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.synthesizer.CleanImageParameters.IsMicroscope;
import org.hazelab.knime.nodes.synthesizer.SynthesizerSections.CameraSection;
import org.hazelab.knime.nodes.synthesizer.SynthesizerSections.OpticsSection;
import org.hazelab.knime.nodes.synthesizer.SynthesizerSections.OutOfFocus;
import org.hazelab.knime.nodes.synthesizer.SynthesizerSections.Sampling;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the dialog of the Haze Synthesizer asks of a microscope. */
final class MicroscopeParameters implements NodeParameters {

    enum Objective {
        @Label(value = "10x / 0.3 air", description = "Pixels of 0.65 micrometers, which are those of a "
            + "camera with pixels of 6.5 micrometers.")
        AIR_10X,
        @Label(value = "20x / 0.75 air", description = "Pixels of 0.325 micrometers.")
        AIR_20X,
        @Label(value = "40x / 1.3 oil", description = "Pixels of 0.1625 micrometers.")
        OIL_40X,
        @Label(value = "60x / 1.2 water", description = "Pixels of 0.108 micrometers.")
        WATER_60X,
        @Label(value = "63x / 1.4 oil", description = "Pixels of 0.103 micrometers.")
        OIL_63X,
        @Label(value = "Custom", description = "Your own aperture, immersion and pixel size.")
        CUSTOM
    }

    enum PointSpread {
        @Label(value = "Gaussian beam", description = "Blurs every plane by a Gaussian: the simplest model, "
            + "without rings.")
        GAUSSIAN_BEAM,
        @Label(value = "Born and Wolf", description = "The diffraction integral of an ideal microscope, with its "
            + "rings.")
        BORN_WOLF,
        @Label(value = "Gibson and Lanni", description = "The diffraction integral with a specimen of another "
            + "refractive index than the immersion.")
        GIBSON_LANNI
    }

    enum Focus {
        @Label(value = "Middle slice", description = "The slice in the middle of the stack; of an even number "
            + "of slices the lower one of the two in the middle.")
        MIDDLE,
        @Label(value = "Random slice", description = "A slice that is drawn for each image.")
        RANDOM,
        @Label(value = "Slice number", description = "The same slice in all images.")
        GIVEN
    }

    enum White {
        @Label(value = "Brightest pixel", description = "The brightest pixel of each stack. Its darkest pixel is "
            + "without light.")
        BRIGHTEST,
        @Label(value = "End of the range", description = "The upper end of the image's value range, such as 65535 "
            + "for 16 bits. The lower end is without light.")
        RANGE
    }

    interface ObjectiveReference extends ParameterReference<Objective> {
    }

    interface PointSpreadReference extends ParameterReference<PointSpread> {
    }

    interface FocusReference extends ParameterReference<Focus> {
    }

    interface CameraNoiseReference extends BooleanReference {
    }

    static final class HasNoise implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getBoolean(CameraNoiseReference.class).isTrue();
        }
    }

    /** Photographs have no objective. */
    static final class IsCustom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(IsMicroscope.class)
                .and(i.getEnum(ObjectiveReference.class).isOneOf(Objective.CUSTOM));
        }
    }

    static final class IsGibsonLanni implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(PointSpreadReference.class).isOneOf(PointSpread.GIBSON_LANNI);
        }
    }

    static final class IsGiven implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(FocusReference.class).isOneOf(Focus.GIVEN);
        }
    }

    @Widget(title = "Channel", description = ChannelChoice.TEXT, advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    @Effect(predicate = IsMicroscope.class, type = EffectType.SHOW)
    ChannelChoice channel = ChannelChoice.GREY_ONLY;

    @Widget(title = "Objective", description = "The magnification, numerical aperture and immersion of the objective.")
    @ValueReference(ObjectiveReference.class)
    @Effect(predicate = IsMicroscope.class, type = EffectType.SHOW)
    Objective objective = Objective.WATER_60X;

    @Widget(title = "Numerical aperture", description = "The numerical aperture of the objective. It must be below the "
        + "refractive indices.")
    @NumberInputWidget(minValidation = AtLeast.N0_01.class, maxValidation = AtMost.N2_9.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double numericalAperture = 1.2;

    @Widget(title = "Immersion index (1 to 3)",
        description = "The refractive index of the immersion: 1 for air, 1.33 for "
            + "water, 1.515 for oil.")
    @NumberInputWidget(minValidation = AtLeast.N1.class, maxValidation = AtMost.N3.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double immersionIndex = 1.33;

    @Widget(title = "Pixel size (um)", description = "The side of a pixel in the specimen, in micrometers: that of the "
        + "camera divided by the magnification.")
    @NumberInputWidget(minValidation = AtLeast.N0_001.class, maxValidation = AtMost.N100.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double pixelSize = 0.108;

    @Layout(Sampling.class)
    @Widget(title = "Slice distance (um)", description = "The distance between two slices of a stack, in micrometers.")
    @NumberInputWidget(minValidation = AtLeast.N0_001.class, maxValidation = AtMost.N1000.class)
    double zStep = 0.3;

    @Layout(Sampling.class)
    @Widget(title = "Wavelength (nm)",
        description = "The wavelength of the light that the camera detects, in nanometers: "
            + "461 for DAPI, 525 for GFP, 610 for mCherry.")
    @NumberInputWidget(minValidation = AtLeast.N100.class, maxValidation = AtMost.N10000.class)
    double wavelength = 525;

    @Layout(OpticsSection.class)
    @Widget(title = "Point spread function",
        description = "The model of how a point is imaged, in focus and out of it.")
    @ValueReference(PointSpreadReference.class)
    PointSpread pointSpread = PointSpread.BORN_WOLF;

    @Layout(OpticsSection.Specimen.class)
    @Widget(title = "Specimen index (1 to 3)",
        description = "The refractive index of the specimen: 1.33 for watery ones, "
            + "up to 1.52 for cleared tissue.")
    @NumberInputWidget(minValidation = AtLeast.N1.class, maxValidation = AtMost.N3.class)
    double sampleIndex = 1.33;

    @Layout(OpticsSection.Specimen.class)
    @Widget(title = "Focus depth (um)", description = "The distance of the plane in focus below the cover glass, in "
        + "micrometers.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N10000.class)
    double depthInSpecimen = 5;

    @Layout(OpticsSection.Planes.class)
    @Widget(title = "In focus",
        description = "The slice that the microscope is focused on. Of 2D images it is always the "
            + "image itself.")
    @ValueSwitchWidget
    @ValueReference(FocusReference.class)
    Focus focus = Focus.MIDDLE;

    @Layout(OpticsSection.Planes.class)
    @Widget(title = "Slice in focus", description = "The number of the slice in focus. The first slice has number 1.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N4096.class)
    @Effect(predicate = IsGiven.class, type = EffectType.SHOW)
    int focusSlice = 1;

    @Layout(OutOfFocus.class)
    @Widget(title = "Haze, minimum", description = "The smallest fraction of the light out of focus that arrives. 0 is "
        + "none, 1 is what optics gives for the whole stack, which usually outshines the plane in focus.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N1000.class)
    double hazeMin = 0.2;

    @Layout(OutOfFocus.class)
    @Widget(title = "Haze, maximum",
        description = "The largest fraction of the light out of focus that arrives. A number "
            + "between the two is drawn for each image.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N1000.class)
    double hazeMax = 0.4;

    @Layout(OpticsSection.Planes.class)
    @Widget(title = "Blur the plane in focus", description = "Blurs the plane in focus by the point spread function as "
        + "well, in both images. Right for synthetic specimens. Switch it off for confocal stacks, which their own "
        + "microscope has blurred.")
    boolean blurFocus = true;

    @Layout(OpticsSection.Planes.class)
    @Widget(title = "Brightest level", description = "The pixel value that stands for the number of photons of the "
        + "camera.")
    @RadioButtonsWidget
    White white = White.BRIGHTEST;

    @Layout(OpticsSection.Planes.class)
    @Widget(title = "Slices for 2D images",
        description = "The number of slices of the stack that a 2D image becomes the "
            + "middle of: an odd number. The other slices are copies of the image, mirrored and moved at random.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N999.class)
    int flatSlices = 21;

    @Layout(OpticsSection.Planes.class)
    @Widget(title = "Brightness of the added slices", description = "The brightness of the copies around a 2D image, "
        + "relative to the image.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N1000.class)
    double copies = 1;

    @Layout(CameraSection.Photons.class)
    @Widget(title = "Photon count, minimum",
        description = "The smallest number of photons in a pixel of the brightest level. "
            + "Fewer photons make noisier images.")
    @NumberInputWidget(minValidation = AtLeast.N0_01.class, maxValidation = AtMost.N1000000000.class)
    double photonsMin = 200;

    @Layout(CameraSection.Photons.class)
    @Widget(title = "Photon count, maximum",
        description = "The largest number of photons in a pixel of the brightest level. A "
            + "number between the two is drawn for each image.")
    @NumberInputWidget(minValidation = AtLeast.N0_01.class, maxValidation = AtMost.N1000000000.class)
    double photonsMax = 200;

    @Layout(CameraSection.Noise.class)
    @Widget(title = "Background (photons)",
        description = "The number of photons that reach every pixel, for example from "
            + "autofluorescence.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N1000000000.class)
    double background;

    @Layout(CameraSection.Noise.class)
    @Widget(title = "Photon and read noise",
        description = "Draws how many photons arrive (Poisson) and what the readout "
            + "adds (normal). Without it their means are taken.")
    @ValueReference(CameraNoiseReference.class)
    boolean cameraNoise = true;

    @Layout(CameraSection.Noise.class)
    @Widget(title = "Read noise (e-)", description = "The standard deviation of the read noise, in electrons.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N1000000.class)
    @Effect(predicate = HasNoise.class, type = EffectType.SHOW)
    double readNoise = 1.6;

    @Layout(CameraSection.Levels.class)
    @Widget(title = "Gain (levels per e-)", description = "The number of gray levels per electron.")
    @NumberInputWidget(minValidation = AtLeast.N0_000001.class, maxValidation = AtMost.N1000000.class)
    double gain = 2;

    @Layout(CameraSection.Levels.class)
    @Widget(title = "Offset (levels)", description = "The gray level of darkness.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N65535.class)
    double offset = 100;

    @Layout(CameraSection.Depth.class)
    @Widget(title = "Bit depth (8 to 16)",
        description = "The number of bits of a gray level. Brighter light is cut off.")
    @NumberInputWidget(minValidation = AtLeast.N8.class, maxValidation = AtMost.N16.class)
    int bits = 12;

    @Override
    public void validate() throws InvalidSettingsException {
        Limits.check("numerical aperture", numericalAperture, 0.01, 2.9);
        Limits.check("immersion index", immersionIndex, 1, 3);
        Limits.check("pixel size", pixelSize, 0.001, 100);
        Limits.check("slice distance", zStep, 0.001, 1000);
        Limits.check("wavelength", wavelength, 100, 10_000);
        Limits.check("specimen index", sampleIndex, 1, 3);
        Limits.check("focus depth", depthInSpecimen, 0, 10_000);
        Limits.check("slice in focus", focusSlice, 1, 4096);
        Limits.checkInterval("haze", hazeMin, hazeMax, 0, 1000);
        Limits.check("number of slices for 2D images", flatSlices, 1, 999);
        Limits.check("brightness of the added slices", copies, 0, 1000);
        Limits.checkInterval("photon count", photonsMin, photonsMax, 0.01, 1e9);
        Limits.check("background", background, 0, 1e9);
        Limits.check("read noise", readNoise, 0, 1e6);
        Limits.check("gain", gain, 1e-6, 1e6);
        Limits.check("offset", offset, 0, 65535);
        Limits.check("bit depth", bits, 8, 16);
    }
}
