// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the dialog of the Haze Synthesizer asks. */
final class HazeSynthesizerNodeParameters implements NodeParameters {

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "Depth", description = "How far away each pixel is: what lies farther away is hazier.")
    @After(ImagesSection.class)
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    interface DepthSection {
    }

    @Section(title = "Haze")
    @After(DepthSection.class)
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    interface HazeSection {
    }

    @Section(title = "Patches of haze", description = "Haze that differs from place to place, by Markov chain Brownian "
        + "motion (MCBM).")
    @After(HazeSection.class)
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    interface PatchesSection {
    }

    @Section(title = "Degradations", description = "What else happens to a hazy photograph, in this order: darkening "
        + "and "
        + "noise come before the haze, JPEG after it.")
    @After(PatchesSection.class)
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    interface DegradationsSection {
    }

    @Section(title = "Microscope")
    @After(DegradationsSection.class)
    @Effect(predicate = IsMicroscope.class, type = EffectType.SHOW)
    interface MicroscopeSection {
    }

    @Section(title = "Light", description = "Which plane is in focus, and how much light of the others arrives.")
    @After(MicroscopeSection.class)
    @Effect(predicate = IsMicroscope.class, type = EffectType.SHOW)
    interface LightSection {
    }

    @Section(title = "Camera", description = "How light becomes grey levels: photons that are seen, times the gain, "
        + "plus the "
        + "offset.")
    @After(LightSection.class)
    @Effect(predicate = IsMicroscope.class, type = EffectType.SHOW)
    interface CameraSection {
    }

    @Section(title = "Output")
    @After(CameraSection.class)
    interface OutputSection {
    }

    enum Kind {
        @Label(value = "Atmosphere", description = "Haze or fog on photographs, by atmospheric scattering.")
        ATMOSPHERE,
        @Label(value = "Microscope", description = "The light out of focus of a widefield microscope, and its "
            + "camera's noise, "
            + "on z-stacks.")
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

    enum DepthFrom {
        @Label(value = "Ramp", description = "A plane that is near at one border of the image and far at the other.")
        RAMP,
        @Label(value = "Constant", description = "The same distance everywhere, as for a wall or an aerial photograph.")
        CONSTANT,
        @Label(value = "Column", description = "A depth or disparity map for each image, from a column of images. "
            + "Each map is "
            + "stretched to its own smallest and largest value.")
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
            + "what "
            + "Depth Anything and MiDaS give.")
        LARGE,
        @Label(value = "Small values (depth)", description = "Near pixels have small values: distances, as a depth "
            + "camera "
            + "measures them.")
        SMALL
    }

    enum Preset {
        @Label(value = "HazeFlow", description = "The ranges of the HazeFlow authors: light 0.25 to 1.8, density 0.2 "
            + "to 2.8; "
            + "the light may be brighter than white.")
        HAZEFLOW,
        @Label(value = "RIDCP", description = "The ranges of the RIDCP authors: light 0.25 to 1, density 0.3 to 1.5.")
        RIDCP,
        @Label(value = "Custom", description = "Every range can be set.")
        CUSTOM
    }

    enum McbmVariant {
        @Label(value = "As in the authors' code", description = "The maps that HazeFlow was trained with.")
        CODE,
        @Label(value = "As in the paper", description = "Equations 20 to 22 of the paper; smoother maps.")
        PAPER
    }

    enum Patches {
        @Label(value = "As published", description = "In patches for HazeFlow and custom ranges, even for RIDCP.")
        PUBLISHED,
        @Label(value = "In patches", description = "Mixes a map of drifting haze into the density.")
        PATCHES,
        @Label(value = "Even", description = "The haze depends on the depth alone.")
        EVEN
    }

    interface DepthReference extends ParameterReference<DepthFrom> {
    }

    interface PresetReference extends ParameterReference<Preset> {
    }

    interface PatchesReference extends ParameterReference<Patches> {
    }

    interface DarkenReference extends BooleanReference {
    }

    interface NoiseReference extends BooleanReference {
    }

    interface JpegReference extends BooleanReference {
    }

    abstract static class DepthIs implements EffectPredicateProvider {
        private final DepthFrom depth;

        DepthIs(DepthFrom depth) {
            this.depth = depth;
        }

        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(DepthReference.class).isOneOf(depth);
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

    static final class IsCustom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(PresetReference.class).isOneOf(Preset.CUSTOM);
        }
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

    static final class CustomPatches implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(PresetReference.class).isOneOf(Preset.CUSTOM)
                .and(i.getEnum(PatchesReference.class).isOneOf(Patches.EVEN).negate());
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

    @Layout(ImagesSection.class)
    @Widget(title = "Kind of haze", description = "What the images are hazed by.")
    @ValueReference(KindReference.class)
    @Migrate(loadDefaultIfAbsent = true)
    Kind kind = Kind.ATMOSPHERE;

    @Layout(ImagesSection.class)
    @Widget(title = "Image column", description = "The clean images, of any size, bit depth and range: grey or colour "
        + "for the "
        + "atmosphere, grey z-stacks or flat images for the microscope.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String imageColumn = "";

    @Layout(DepthSection.class)
    @Widget(title = "Depth", description = "Where the distances come from.")
    @ValueReference(DepthReference.class)
    DepthFrom depth = DepthFrom.RAMP;

    @Layout(DepthSection.class)
    @Widget(title = "Far side", description = "The border of the image that is far away.")
    @Effect(predicate = IsRamp.class, type = EffectType.SHOW)
    FarSide farSide = FarSide.TOP;

    @Layout(DepthSection.class)
    @Widget(title = "Distance", description = "0 is near and without haze, 1 is as far as can be.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = IsConstant.class, type = EffectType.SHOW)
    double distance = 0.5;

    @Layout(DepthSection.class)
    @Widget(title = "Depth column", description = "The maps. A map that is smaller or larger than its image is "
        + "stretched over "
        + "it, if it has the same proportions.")
    @ChoicesProvider(ImageColumns.Choices.class)
    @Effect(predicate = IsColumn.class, type = EffectType.SHOW)
    String depthColumn = "";

    @Layout(DepthSection.class)
    @Widget(title = "Near is", description = "Which end of the map's values is near. If the fog comes out stronger "
        + "near than "
        + "far, this is the wrong way round.")
    @Effect(predicate = IsColumn.class, type = EffectType.SHOW)
    NearIs nearIs = NearIs.LARGE;

    @Layout(HazeSection.class)
    @Widget(title = "Ranges", description = "The ranges that the parameters of each image's haze are drawn from.")
    @ValueReference(PresetReference.class)
    Preset preset = Preset.HAZEFLOW;

    @Layout(HazeSection.class)
    @Widget(title = "Smallest light", description = "Smallest atmospheric light A; 1 is white.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double airlightMin = 0.25;

    @Layout(HazeSection.class)
    @Widget(title = "Largest light", description = "Largest atmospheric light A; above 1 the haze is brighter than "
        + "white.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double airlightMax = 1.8;

    @Layout(HazeSection.class)
    @Widget(title = "Colour of the light", description = "How far red, green and blue of the light may differ from "
        + "each other: "
        + "each is shifted by up to this much.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double colourBias = 0.025;

    @Layout(HazeSection.class)
    @Widget(title = "Smallest density", description = "Smallest scattering coefficient beta.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double densityMin = 0.2;

    @Layout(HazeSection.class)
    @Widget(title = "Largest density", description = "Largest scattering coefficient beta.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double densityMax = 2.8;

    @Layout(HazeSection.class)
    @Widget(title = "Scale of depth", description = "The transmission is exp(-scale x density x depth), with depths "
        + "from 0 to "
        + "1.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double depthScale = 2;

    @Layout(PatchesSection.class)
    @Widget(title = "Haze", description = "Whether the haze differs from place to place.")
    @ValueReference(PatchesReference.class)
    Patches patches = Patches.PUBLISHED;

    @Layout(PatchesSection.class)
    @Widget(title = "Maps", description = "The paper and its authors' code make the maps differently.")
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    McbmVariant mcbmVariant = McbmVariant.CODE;

    @Layout(PatchesSection.class)
    @Widget(title = "Smallest share", description = "How strongly the map counts, at least: density + share x map.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    double mixMin = 0.5;

    @Layout(PatchesSection.class)
    @Widget(title = "Largest share", description = "How strongly the map counts, at most.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    double mixMax = 1;

    @Layout(PatchesSection.class)
    @Widget(title = "Map width", description = "Width and height of a map before it is stretched over the image, in "
        + "pixels.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    int mapWidth = 256;

    @Layout(PatchesSection.class)
    @Widget(title = "Lengths of the walk", description = "Steps of the walk for each pixel of the map; one of these "
        + "is drawn.")
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    String walkFactors = "5, 6, 7";

    @Layout(PatchesSection.class)
    @Widget(title = "Smoothing", description = "Standard deviations of the Gaussian that smooths the map, in its "
        + "pixels; one of "
        + "these is drawn.")
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    String smoothingSigmas = "15, 25, 35";

    @Layout(PatchesSection.class)
    @Widget(title = "Displacement", description = "Standard deviation of the random displacement of each step, in "
        + "pixels.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    double displacement = 1;

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
        + "same to "
        + "all, or correlated between them.")
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
        + "correlated "
        + "between the channels always has it.")
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

    @Migrate(loadDefaultIfAbsent = true)
    MicroscopeParameters microscope = new MicroscopeParameters();

    @Layout(OutputSection.class)
    @Widget(title = "Seed", description = "Start of all random numbers. The same seed gives the same images on every "
        + "computer; "
        + "each row draws its own, by its position in the table.")
    long seed = 42;

    @Layout(OutputSection.class)
    @Widget(title = "Clip the hazy image to its range", description = "Cuts off what is brighter than white. The "
        + "published "
        + "methods keep it, except where JPEG cuts it off.")
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    boolean clipHazy;

    @Layout(OutputSection.class)
    @Widget(title = "Random training crop", description = "Gives a random piece of 256 x 256 pixels of each image, "
        + "rescaled and "
        + "flipped at random, as the authors train with. A column <tt>clean</tt> with the same piece of the clean "
        + "image is "
        + "added.", advanced = true)
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    boolean trainingCrop;

    @Layout(OutputSection.class)
    @Widget(title = "Image cells", description = "The kind of cell the images are put into.")
    ImageCells.Kind imageCells = ImageCells.Kind.FLOAT;

    HazeSynthesizerNodeParameters() {
    }

    HazeSynthesizerNodeParameters(NodeParametersInput input) {
        imageColumn = ImageColumns.first(input);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Limits.check("distance", distance, 0, 1);
        Limits.checkInterval("light", airlightMin, airlightMax, 0, 10);
        Limits.check("colour of the light", colourBias, 0, 1);
        Limits.checkInterval("density", densityMin, densityMax, 0, 20);
        Limits.checkPositive("scale of depth", depthScale, 20);
        Limits.checkInterval("share of the map", mixMin, mixMax, 0, 20);
        Limits.check("map width", mapWidth, 2, 4096);
        Limits.check("displacement", displacement, 0, 100);
        Limits.check("share of darkened images", darkenShare, 0, 1);
        Limits.checkInterval("gamma", gammaMin, gammaMax, 0.01, 100);
        Limits.check("share of noisy images", noiseShare, 0, 1);
        Limits.checkInterval("noise", noiseMin, noiseMax, 0, 255);
        Limits.check("share of JPEG images", jpegShare, 0, 1);
        Limits.checkInterval("JPEG quality", jpegQualityMin, jpegQualityMax, 1, 100);
        microscope.validate();
    }
}
