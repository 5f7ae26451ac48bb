// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

/**
 * The diffraction integral over the pupil, h(r, z) = |2 int_0^1 J0(k NA r p) exp(i W(p, z)) p dp|^2, by Simpson's rule
 * for one radius and many planes.
 *
 * <p>W = -k z NA^2 p^2 / (2 n) for Born and Wolf. For Gibson and Lanni, of a point at the depth d + z in a sample of
 * index s, the objective being focused at the depth d as if the sample had the index n of the immersion:
 * W = k ((d + z) sqrt(s^2 - NA^2 p^2) - d sqrt(n^2 - NA^2 p^2)), cover glass and its immersion being as designed.
 */
final class Pupil {

    private final double lateral;
    private final double[] position;
    /** By plane and node: weight times cosine and sine of W. */
    private final double[][] re;
    private final double[][] im;

    /** @param nodes an even number of intervals */
    Pupil(Optics optics, double[] defocus, int nodes) {
        lateral = 2 * Math.PI / optics.wavelength() * optics.numericalAperture();
        position = new double[nodes + 1];
        re = new double[defocus.length][nodes + 1];
        im = new double[defocus.length][nodes + 1];
        for (int i = 0; i <= nodes; i++) {
            double p = (double)i / nodes;
            position[i] = p;
            double weight = 2 * p * (i == 0 || i == nodes ? 1 : i % 2 == 1 ? 4 : 2) / (3.0 * nodes);
            for (int z = 0; z < defocus.length; z++) {
                double phase = phase(optics, p, defocus[z]);
                re[z][i] = weight * StrictMath.cos(phase);
                im[z][i] = weight * StrictMath.sin(phase);
            }
        }
    }

    private static double phase(Optics optics, double p, double z) {
        double k = 2 * Math.PI / optics.wavelength();
        double n = optics.immersionIndex();
        double square = optics.numericalAperture() * optics.numericalAperture() * p * p;
        if (optics.model() == Optics.Model.BORN_WOLF) {
            return -k * z * square / (2 * n);
        }
        double s = optics.sampleIndex();
        double d = optics.depth();
        // Less their values on the axis, so that the phases stay small.
        return k * ((d + z) * (Math.sqrt(s * s - square) - s) - d * (Math.sqrt(n * n - square) - n));
    }

    /** Puts the intensities at a radius into column {@code to} of the planes. */
    void intensities(double radius, double[][] planes, int to) {
        double[] bessel = new double[position.length];
        for (int i = 0; i < bessel.length; i++) {
            bessel[i] = Bessel.j0(lateral * radius * position[i]);
        }
        for (int z = 0; z < planes.length; z++) {
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < bessel.length; i++) {
                real += bessel[i] * re[z][i];
                imaginary += bessel[i] * im[z][i];
            }
            planes[z][to] = real * real + imaginary * imaginary;
        }
    }
}
