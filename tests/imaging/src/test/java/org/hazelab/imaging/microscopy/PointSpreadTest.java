// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.microscopy.Optics.Model;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PointSpreadTest {

    private static final Optics OIL = new Optics(Model.BORN_WOLF, 1.3, 0.6, 1.515, 1.515, 0.05, 0.2, 5);
    private static final Optics LOW = new Optics(Model.BORN_WOLF, 0.2, 0.5, 1, 1, 0.5, 5, 0);

    /** Values of scipy.special.j0 (scipy 1.17, cephes). */
    @ParameterizedTest
    @CsvSource({"0, 1", "0.1, 0.99750156206604", "1, 0.7651976865579665", "5, -0.1775967713143383",
        "12.9, 0.1988424371363311", "13.1, 0.21288819752206045", "20, 0.16702466434058322", "100, 0.01998585030422333",
        "1000.5, 0.019486559987129642"})
    void besselFunctionHasItsValues(double x, double expected) {
        assertEquals(expected, Bessel.j0(x), 2e-11);
        assertEquals(expected, Bessel.j0(-x), 2e-11);
    }

    /** (2 J1(v) / v)^2 with v = 2 pi NA r / wavelength (Born and Wolf, 8.5.2); J1 by its power series. */
    @ParameterizedTest
    @EnumSource(names = {"BORN_WOLF", "GIBSON_LANNI"})
    void inFocusItIsAnAiryPattern(Model model) {
        Optics optics = OIL.withModel(model);
        for (double r = 0.01; r < 1; r += 0.037) {
            double v = 2 * Math.PI * optics.numericalAperture() * r / optics.wavelength();
            double term = 1;
            double sum = 1;
            for (int k = 1; k < 80; k++) {
                term *= -v * v / 4 / (k * (k + 1.0));
                sum += term;
            }
            assertEquals(sum * sum, PointSpread.intensity(optics, r, 0), 2e-6, "r = " + r);
        }
        assertEquals(0, PointSpread.intensity(optics, optics.airyRadius(), 0), 1e-9);
        assertEquals(0.61 * optics.wavelength() / optics.numericalAperture(), optics.airyRadius(), 1e-3);
    }

    /** On the axis (sin(u / 4) / (u / 4))^2, u = 2 pi NA^2 z / (n wavelength) (Born and Wolf, 8.8.2). */
    @Test
    void onTheAxisBornAndWolfFollowTheirClosedForm() {
        for (double z = 0.05; z < 3; z += 0.17) {
            double quarter = Math.PI / 2 * OIL.numericalAperture() * OIL.numericalAperture() * z
                / (OIL.immersionIndex() * OIL.wavelength());
            double expected = Math.sin(quarter) / quarter * (Math.sin(quarter) / quarter);
            assertEquals(expected, PointSpread.intensity(OIL, 0, z), 1e-6, "z = " + z);
            assertEquals(expected, PointSpread.intensity(OIL, 0, -z), 1e-6, "z = " + -z);
        }
    }

    /**
     * The phases differ by u NA^2 / (8 n^2) and higher orders, u = 2 pi NA^2 z / (n wavelength): 0.003 radians here.
     */
    @Test
    void matchedGibsonLanniIsBornWolfForSmallApertures() {
        Optics small = new Optics(Model.BORN_WOLF, 0.05, 0.5, 1, 1, 2, 50, 0);
        Optics matched = small.withModel(Model.GIBSON_LANNI);
        for (double z : new double[] {-320, -112, 0, 48, 176, 320}) {
            for (double r = 0; r < 24; r += 1.4) {
                assertEquals(PointSpread.intensity(small, r, z), PointSpread.intensity(matched, r, z), 1e-3,
                    "r = " + r + ", z = " + z);
            }
        }
    }

    /** Apparent depth: for small apertures the sharp plane lies at the depth d s / n instead of d. */
    @Test
    void mismatchedIndicesShiftTheFocus() {
        Optics low = new Optics(Model.GIBSON_LANNI, 0.1, 0.6, 1.515, 1.33, 0.05, 0.2, 200);
        double shift = 200 * (1.33 / 1.515 - 1);
        assertEquals(1, PointSpread.intensity(low, 0, shift), 1e-3);
        double quarter = Math.PI / 2 * 0.1 * 0.1 * shift / (1.33 * 0.6);
        assertEquals(Math.sin(quarter) / quarter * (Math.sin(quarter) / quarter), PointSpread.intensity(low, 0, 0),
            1e-3);
    }

    /** The same integral by scipy.integrate.quad of scipy 1.17. */
    @ParameterizedTest
    @CsvSource({"0, -1.22, 0.25007348029778526", "0, -2.5, 0.22708776337516812", "0.3, -2.5, 0.08225679218259525",
        "0.7, 1.0, 0.004484910287722011", "0, 0, 0.019378330974301302"})
    void mismatchedIndicesSpreadThePoint(double r, double z, double expected) {
        Optics deep = new Optics(Model.GIBSON_LANNI, 1.2, 0.6, 1.515, 1.33, 0.05, 0.2, 10);
        assertEquals(expected, PointSpread.intensity(deep, r, z), 1e-6);
    }

    /** The closed form of a Gaussian beam: on the axis 1 / (1 + (z / range)^2), in focus exp(-2) at the waist. */
    @Test
    void gaussianBeamFollowsItsClosedForm() {
        Optics optics = OIL.withModel(Model.GAUSSIAN_BEAM);
        double waist = 0.6 / (Math.PI * 1.3);
        double range = Math.PI * waist * waist * 1.515 / 0.6;
        assertEquals(Math.exp(-2), PointSpread.intensity(optics, waist, 0), 1e-14);
        assertEquals(0.5, PointSpread.intensity(optics, 0, range), 1e-14);
        assertEquals(0.1, PointSpread.intensity(optics, 0, 3 * range), 1e-14);
    }

    /** Parseval: defocus moves light around and loses none; the integral over the plane is that of the Airy pattern. */
    @ParameterizedTest
    @EnumSource(Model.class)
    void everyPlaneHasTheSameEnergy(Model model) {
        Optics optics = LOW.withModel(model);
        double expected = energy(optics, 0);
        for (double z : new double[] {5, -10, 25}) {
            assertEquals(1, energy(optics, z) / expected, 0.01, "z = " + z);
        }
        if (model != Model.GAUSSIAN_BEAM) {
            // The integral of (2 J1(v) / v)^2 over the plane is 4 pi / (2 pi NA / wavelength)^2.
            assertEquals(0.25 / (Math.PI * 0.04), expected, 0.02 * 0.25 / (Math.PI * 0.04));
        }
    }

    private static double energy(Optics optics, double z) {
        double step = 0.1;
        double sum = 0;
        for (double r = step / 2; r < 60; r += step) {
            sum += 2 * Math.PI * r * step * PointSpread.intensity(optics, r, z);
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void pixelsAreSymmetricAndSumToOne(Model model) throws HazeLabException {
        PointSpread spread = PointSpread.of(OIL.withModel(model), new int[] {0, 3, -3}, 20, Progress.NONE);
        for (int plane = 0; plane < 3; plane++) {
            double[] kernel = spread.kernel(plane, 20);
            double sum = 0;
            for (int i = 0; i < kernel.length; i++) {
                sum += kernel[i];
                assertEquals(kernel[i], kernel[kernel.length - 1 - i]);
                assertEquals(kernel[i], kernel[i % 41 * 41 + i / 41]);
                assertTrue(kernel[i] >= 0);
            }
            assertEquals(1, sum, 1e-12);
        }
        if (model != Model.GIBSON_LANNI) {
            assertArrayEquals(spread.kernel(1, 20), spread.kernel(2, 20));
        }
    }

    /** The pixels are the means over their areas, here by a finer rule straight from the integral. */
    @Test
    void pixelsAreTheirMeans() throws HazeLabException {
        PointSpread spread = PointSpread.of(OIL, new int[] {0, 2}, 20, Progress.NONE);
        double[] kernel = spread.kernel(1, 20);
        double centre = mean(0, 0);
        for (int[] at : new int[][] {{3, 0}, {5, 4}, {1, 1}}) {
            double expected = mean(at[0], at[1]) / centre;
            assertEquals(expected, kernel[(20 + at[1]) * 41 + 20 + at[0]] / kernel[20 * 41 + 20], 1e-3);
        }
    }

    private static double mean(int x, int y) {
        double sum = 0;
        for (int i = 0; i < 81; i++) {
            sum += PointSpread.intensity(OIL, 0.05 * Math.hypot(x + (i % 9 - 4) / 9.0, y + (i / 9 - 4) / 9.0),
                0.4) / 81;
        }
        return sum;
    }

    @Test
    void refusesImpossibleOptics() {
        Optics wide = new Optics(Model.GIBSON_LANNI, 1.4, 0.5, 1.515, 1.33, 0.1, 0.3, 0);
        assertEquals("The numerical aperture 1.4 is not below the refractive index 1.33",
            assertThrows(HazeLabException.class, wide::validate).summary());
        Optics none = new Optics(Model.BORN_WOLF, 1, Double.NaN, 1.5, 1.5, 0.1, 0.3, 0);
        assertEquals("The wavelength is NaN", assertThrows(HazeLabException.class, none::validate).summary());
    }
}
