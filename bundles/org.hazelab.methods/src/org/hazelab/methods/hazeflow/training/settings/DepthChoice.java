// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training.settings;

import java.util.Locale;

import org.hazelab.imaging.synthesis.DepthSource.FarSide;
import org.hazelab.imaging.synthesis.DepthSource.Polarity;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.hazeflow.data.SceneDepth;

/**
 * Where Pretrain takes the depth of its scenes from.
 *
 * @param kind of source
 * @param polarity of maps
 * @param far of a ramp
 */
public record DepthChoice(Kind kind, Polarity polarity, FarSide far) {

    /** The sources. */
    public enum Kind {
        /** A map in each row of the clean images. */
        MAPS,
        /** Far at one side, near at the other. */
        RAMP,
        /** Smooth random relief, another one for every crop. */
        RELIEF
    }

    /** Maps in the rows of the clean images. */
    public static DepthChoice maps(Polarity polarity) {
        return new DepthChoice(Kind.MAPS, polarity, FarSide.TOP);
    }

    /** A plane. */
    public static DepthChoice ramp(FarSide far) {
        return new DepthChoice(Kind.RAMP, Polarity.NEAR_IS_LARGE, far);
    }

    /** Invented depth. */
    public static DepthChoice relief() {
        return new DepthChoice(Kind.RELIEF, Polarity.NEAR_IS_LARGE, FarSide.TOP);
    }

    /**
     * The depth of scenes.
     *
     * @param image which of a row's images is the map
     */
    public SceneDepth of(ImageSet scenes, int image) {
        return switch (kind) {
            case MAPS -> SceneDepth.maps(scenes, image, polarity);
            case RAMP -> SceneDepth.ramp(far);
            case RELIEF -> SceneDepth.relief();
        };
    }

    /** For the model's record. */
    public String words() {
        return switch (kind) {
            case MAPS -> polarity == Polarity.NEAR_IS_LARGE ? "maps, near is large" : "maps, near is small";
            case RAMP -> "ramp, far " + far.name().toLowerCase(Locale.ROOT);
            case RELIEF -> "relief";
        };
    }
}
