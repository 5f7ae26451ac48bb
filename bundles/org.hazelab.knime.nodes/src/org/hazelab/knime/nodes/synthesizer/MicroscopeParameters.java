// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import org.hazelab.knime.nodes.shared.ChannelChoice;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.synthesizer.SynthesizerSections.CameraSection;
import org.hazelab.knime.nodes.synthesizer.SynthesizerSections.LightSection;
import org.hazelab.knime.nodes.synthesizer.SynthesizerSections.MicroscopeSection;
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
import org.knime.node.parameters.widget.choices.Label;

/** What the dialog of the Haze Synthesizer asks of a microscope. */
final class MicroscopeParameters implements NodeParameters {

    enum Objective {
        @Label(value = "10x / 0.3 air", description = "Pixels of 0.65 micrometres, as of a camera with pixels of 6.5.")
        AIR_10X,
        @Label(value = "20x / 0.75 air", description = "Pixels of 0.325 micrometres.")
        AIR_20X,
        @Label(value = "40x / 1.3 oil", description = "Pixels of 0.1625 micrometres.")
        OIL_40X,
        @Label(value = "60x / 1.2 water", description = "Pixels of 0.108 micrometres.")
        WATER_60X,
        @Label(value = "63x / 1.4 oil", description = "Pixels of 0.103 micrometres.")
        OIL_63X,
        @Label(value = "Custom", description = "Aperture, immersion and pixel size can be set.")
        CUSTOM
    }

    enum PointSpread {
        @Label(value = "Gaussian beam", description = "Every plane is blurred by a Gaussian: the simplest, without "
            + "rings.")
        GAUSSIAN_BEAM,
        @Label(value = "Born and Wolf", description = "The diffraction integral of an ideal microscope, with its "
            + "rings.")
        BORN_WOLF,
        @Label(value = "Gibson and Lanni", description = "The diffraction integral with a specimen of another "
            + "refractive index than the immersion.")
        GIBSON_LANNI
    }

    enum Focus {
        @Label(value = "Middle slice", description = "The lower one of two.")
        MIDDLE,
        @Label(value = "Random slice", description = "Another one is drawn for each image.")
        RANDOM,
        @Label(value = "Slice number", description = "The same in all images.")
        GIVEN
    }

    enum White {
        @Label(value = "Brightest pixel", description = "Each stack's own brightest pixel; its darkest is without "
            + "light.")
        BRIGHTEST,
        @Label(value = "End of the range", description = "What is white in the image's value range, such as 65535 for "
            + "16 bit; black is without light.")
        RANGE
    }

    interface ObjectiveReference extends ParameterReference<Objective> {
    }

    interface PointSpreadReference extends ParameterReference<PointSpread> {
    }

    interface FocusReference extends ParameterReference<Focus> {
    }

    static final class IsCustom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(ObjectiveReference.class).isOneOf(Objective.CUSTOM);
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

    @Layout(MicroscopeSection.class)
    @Widget(title = "Channel", description = ChannelChoice.TEXT)
    @Migrate(loadDefaultIfAbsent = true)
    ChannelChoice channel = ChannelChoice.GREY_ONLY;

    @Layout(MicroscopeSection.class)
    @Widget(title = "Objective", description = "Magnification, numerical aperture and immersion.")
    @ValueReference(ObjectiveReference.class)
    Objective objective = Objective.WATER_60X;

    @Layout(MicroscopeSection.class)
    @Widget(title = "Numerical aperture", description = "Of the objective; it must be below the refractive indices.")
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double numericalAperture = 1.2;

    @Layout(MicroscopeSection.class)
    @Widget(title = "Refractive index of the immersion", description = "1 for air, 1.33 for water, 1.515 for oil.")
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double immersionIndex = 1.33;

    @Layout(MicroscopeSection.class)
    @Widget(title = "Pixel size", description = "Side of a pixel in the specimen, in micrometres: that of the camera "
        + "divided by the magnification.")
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double pixelSize = 0.108;

    @Layout(MicroscopeSection.class)
    @Widget(title = "Distance of the slices", description = "In micrometres.")
    double zStep = 0.3;

    @Layout(MicroscopeSection.class)
    @Widget(title = "Wavelength", description = "Of the light that the camera sees, in nanometres: 461 for DAPI, 525 "
        + "for GFP, 610 for mCherry.")
    double wavelength = 525;

    @Layout(MicroscopeSection.class)
    @Widget(title = "Point spread function", description = "How a point is imaged, in focus and out of it.")
    @ValueReference(PointSpreadReference.class)
    PointSpread pointSpread = PointSpread.BORN_WOLF;

    @Layout(MicroscopeSection.class)
    @Widget(title = "Refractive index of the specimen", description = "1.33 for watery ones, up to 1.52 for cleared "
        + "tissue.")
    @Effect(predicate = IsGibsonLanni.class, type = EffectType.SHOW)
    double sampleIndex = 1.33;

    @Layout(MicroscopeSection.class)
    @Widget(title = "Depth in the specimen", description = "How far below the cover glass the plane in focus lies, in "
        + "micrometres.")
    @Effect(predicate = IsGibsonLanni.class, type = EffectType.SHOW)
    double depthInSpecimen = 5;

    @Layout(LightSection.class)
    @Widget(title = "In focus", description = "The slice that the microscope is focused on; of flat images always the "
        + "image itself.")
    @ValueReference(FocusReference.class)
    Focus focus = Focus.MIDDLE;

    @Layout(LightSection.class)
    @Widget(title = "Slice in focus", description = "Its number, from 1.")
    @Effect(predicate = IsGiven.class, type = EffectType.SHOW)
    int focusSlice = 1;

    @Layout(LightSection.class)
    @Widget(title = "Smallest haze", description = "How much of the light out of focus arrives, at least: 0 is none, 1 "
        + "is what optics gives for the whole stack, which usually outshines the plane in focus.")
    double hazeMin = 0.2;

    @Layout(LightSection.class)
    @Widget(title = "Largest haze", description = "How much of the light out of focus arrives, at most. A number "
        + "between the two is drawn for each image.")
    double hazeMax = 0.4;

    @Layout(LightSection.class)
    @Widget(title = "Blur the plane in focus", description = "Blurs it by the point spread function as well, in both "
        + "images. Right for synthetic specimens; switch it off for confocal stacks, which their own microscope has "
        + "blurred.")
    boolean blurFocus = true;

    @Layout(LightSection.class)
    @Widget(title = "Full light", description = "What sends as many photons as the camera is set to.", advanced = true)
    White white = White.BRIGHTEST;

    @Layout(LightSection.class)
    @Widget(title = "Slices around flat images", description = "How many slices a flat image is given, itself "
        + "included: an odd number.")
    int flatSlices = 21;

    @Layout(LightSection.class)
    @Widget(title = "Brightness of invented slices", description = "How bright the copies around a flat image are, "
        + "relative to it.", advanced = true)
    double copies = 1;

    @Layout(CameraSection.class)
    @Widget(title = "Smallest number of photons", description = "Photons in a pixel of full light, at least. Fewer "
        + "photons make noisier pictures.")
    double photonsMin = 200;

    @Layout(CameraSection.class)
    @Widget(title = "Largest number of photons", description = "Photons in a pixel of full light, at most. A number "
        + "between the two is drawn for each picture.")
    double photonsMax = 200;

    @Layout(CameraSection.class)
    @Widget(title = "Background", description = "Photons that reach every pixel, such as of autofluorescence.")
    double background;

    @Layout(CameraSection.class)
    @Widget(title = "Photon and read noise", description = "Draws how many photons arrive (Poisson) and what reading "
        + "adds (normal). Without it the means are taken.")
    boolean cameraNoise = true;

    @Layout(CameraSection.class)
    @Widget(title = "Read noise", description = "Standard deviation, in electrons.")
    double readNoise = 1.6;

    @Layout(CameraSection.class)
    @Widget(title = "Gain", description = "Grey levels that an electron gives.")
    double gain = 2;

    @Layout(CameraSection.class)
    @Widget(title = "Offset", description = "Grey level of darkness.")
    double offset = 100;

    @Layout(CameraSection.class)
    @Widget(title = "Bit depth", description = "Bits of a grey level, 8 to 16: brighter light is cut off.")
    int bits = 12;

    @Override
    public void validate() throws InvalidSettingsException {
        Limits.check("numerical aperture", numericalAperture, 0.01, 2.9);
        Limits.check("refractive index of the immersion", immersionIndex, 1, 3);
        Limits.check("pixel size", pixelSize, 0.001, 100);
        Limits.check("distance of the slices", zStep, 0.001, 1000);
        Limits.check("wavelength", wavelength, 100, 10_000);
        Limits.check("refractive index of the specimen", sampleIndex, 1, 3);
        Limits.check("depth in the specimen", depthInSpecimen, 0, 10_000);
        Limits.check("slice in focus", focusSlice, 1, 4096);
        Limits.checkInterval("haze", hazeMin, hazeMax, 0, 1000);
        Limits.check("slices around flat images", flatSlices, 1, 999);
        Limits.check("brightness of invented slices", copies, 0, 1000);
        Limits.checkInterval("number of photons", photonsMin, photonsMax, 0.01, 1e9);
        Limits.check("background", background, 0, 1e9);
        Limits.check("read noise", readNoise, 0, 1e6);
        Limits.check("gain", gain, 1e-6, 1e6);
        Limits.check("offset", offset, 0, 65535);
        Limits.check("bit depth", bits, 8, 16);
    }
}
