// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

import org.hazelab.imaging.HazeLabException;

/**
 * The microscope and how it samples the specimen. Lengths are in micrometres.
 *
 * @param model how its point spread function is calculated
 * @param numericalAperture of the objective, below both refractive indices
 * @param wavelength of the light in vacuum, such as 0.525 for green
 * @param immersionIndex refractive index of what is between objective and cover glass, such as 1.515 for oil
 * @param sampleIndex refractive index of the specimen; differs from the immersion's only for Gibson-Lanni
 * @param pixelSize side of a pixel in the specimen
 * @param zStep distance of neighbouring planes
 * @param depth how deep in the specimen, below the cover glass, the plane in focus lies; matters only for Gibson-Lanni
 */
public record Optics(Model model, double numericalAperture, double wavelength, double immersionIndex,
    double sampleIndex, double pixelSize, double zStep, double depth) {

    /** How a point is imaged. */
    public enum Model {
        /** A beam whose profile is a Gaussian of the waist wavelength / (pi NA): the simplest, without rings. */
        GAUSSIAN_BEAM,
        /** The scalar diffraction integral with paraxial defocus (Born and Wolf, Principles of Optics, 8.8). */
        BORN_WOLF,
        /** The scalar integral with exact defocus and two refractive indices (Gibson and Lanni, JOSA A 9, 1992). */
        GIBSON_LANNI
    }

    /** A water objective of NA 1.0 for green light at 0.1 micrometre pixels and planes 0.3 micrometre apart. */
    public static final Optics DEFAULT = new Optics(Model.BORN_WOLF, 1.0, 0.525, 1.33, 1.33, 0.1, 0.3, 0);

    /** The same microscope with another model. */
    public Optics withModel(Model other) {
        return new Optics(other, numericalAperture, wavelength, immersionIndex, sampleIndex, pixelSize, zStep, depth);
    }

    /** @throws HazeLabException if a number is impossible */
    public void validate() throws HazeLabException {
        check("wavelength", wavelength, 0.1, 10);
        check("refractive index of the immersion", immersionIndex, 1, 3);
        check("refractive index of the sample", sampleIndex, 1, 3);
        check("pixel size", pixelSize, 0.001, 100);
        check("distance of the planes", zStep, 0.001, 1000);
        check("depth of the plane in focus", depth, 0, 10_000);
        check("numerical aperture", numericalAperture, 0.01, 2.9);
        double least = model == Model.GIBSON_LANNI ? Math.min(immersionIndex, sampleIndex) : immersionIndex;
        if (numericalAperture >= least) {
            throw new HazeLabException("The numerical aperture " + numericalAperture
                + " is not below the refractive index " + least,
                "Choose a smaller aperture or the index of what the "
                    + "objective is made for");
        }
    }

    private static void check(String name, double value, double min, double max) throws HazeLabException {
        // written so that NaN fails
        if (!(value >= min && value <= max)) {
            throw new HazeLabException("The " + name + " is " + value, "Choose a number from " + min + " to " + max);
        }
    }

    /**
     * The distance in the plane of focus at which the Airy pattern is dark for the first time: 0.61 wavelength / NA.
     */
    public double airyRadius() {
        return 0.6098349456 * wavelength / numericalAperture;
    }
}
