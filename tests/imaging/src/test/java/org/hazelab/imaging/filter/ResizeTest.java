// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.Resize.Interpolation;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

/**
 * Golden values: OpenCV 5.0.0 (4.10.0 gives the same within 4e-7), {@code cv2.resize} on the float32 image 23 x 17 of
 * {@link #picture()}, at top left, (row height/2, column width/3), bottom right, (1, width - 2), then the mean.
 */
class ResizeTest {

    private static final double TOLERANCE = 1e-6;

    private static FloatImage picture() {
        float[] plane = new float[23 * 17];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (37 * (i % 23) + 59 * (i / 23)) % 101 / 100f;
        }
        return FloatImage.of(23, 17, ValueRange.UNIT, plane);
    }

    private static void check(FloatImage resized, int width, int height, double... golden) {
        assertEquals(width, resized.width());
        assertEquals(height, resized.height());
        float[] plane = resized.plane(0);
        assertEquals(golden[0], plane[0], TOLERANCE);
        assertEquals(golden[1], plane[height / 2 * width + width / 3], TOLERANCE);
        assertEquals(golden[2], plane[plane.length - 1], TOLERANCE);
        assertEquals(golden[3], plane[width + width - 2], TOLERANCE);
        double sum = 0;
        for (float value : plane) {
            sum += value;
        }
        assertEquals(golden[4], sum / plane.length, TOLERANCE);
    }

    private static FloatImage by(double factor) {
        return Resize.by(picture(), factor, Interpolation.BICUBIC, Progress.NONE);
    }

    private static FloatImage to(int width, int height, Interpolation interpolation) {
        return Resize.to(picture(), width, height, interpolation, Progress.NONE);
    }

    @Test
    void scalesByAFactorAsOpenCvsBicubic() {
        check(by(1.7), 39, 29, -0.09348054230213165, 0.30819830298423767, 0.3946074843406677, 0.3866291642189026,
            0.4981775739996848);
        check(by(0.61), 14, 10, 0.30921611189842224, 0.5866869688034058, 0.7053362131118774, 0.5214663147926331,
            0.49884814529546667);
        check(by(257 / 17.0), 348, 257, -0.09553346782922745, 0.23566856980323792, 0.4038099944591522,
            -0.08302813023328781, 0.4983890754104628);
    }

    @Test
    void scalesToASizeAsOpenCvsBicubic() {
        check(to(40, 29, Interpolation.BICUBIC), 40, 29, -0.09415705502033234, 0.24598470330238342,
            0.40557554364204407, 0.36993923783302307, 0.4983379731934261);
        check(to(9, 30, Interpolation.BICUBIC), 9, 30, 0.1903715580701828, 0.7779433131217957, -0.0032193101942539215,
            0.7520495653152466, 0.4978123112064269);
        check(to(7, 5, Interpolation.BICUBIC), 7, 5, 0.9126990437507629, 0.4439358413219452, 0.50840824842453,
            0.520951509475708, 0.48162187646542276);
    }

    @Test
    void scalesToASizeAsOpenCvsBilinear() {
        check(to(40, 29, Interpolation.BILINEAR), 40, 29, 0.0, 0.3371250033378601, 0.4099999964237213,
            0.37691810727119446, 0.49845656636652763);
        check(to(9, 30, Interpolation.BILINEAR), 9, 30, 0.28777778148651123, 0.6554444432258606, 0.12222222238779068,
            0.6996666789054871, 0.49753285082815973);
        check(to(7, 5, Interpolation.BILINEAR), 7, 5, 0.8134285807609558, 0.5042856931686401, 0.4911428689956665,
            0.5294285416603088, 0.49151020582233157);
    }

    /** PyTorch's {@code interpolate} with {@code align_corners = True}, in 64-bit floats (torch 2.14.0). */
    @Test
    void alignsCornersAsPyTorch() {
        check(aligned(46, 34), 46, 34, 0, 0.4247474727606531, 0.4099999964237213, 0.41954207856095227,
            0.49949831635274167);
        check(aligned(11, 8), 11, 8, 0, 0.6219999939203266, 0.4099999964237213, 0.36371428625924257,
            0.4752077916552398);
        check(aligned(1, 5), 1, 5, 0, 0.6800000071525574, 0.3499999940395355, 0, 0.2760000009089708);
        assertEquals(0.05999999865889549, aligned(40, 1).plane(0)[39], TOLERANCE);
        FloatImage picture = picture();
        assertSame(picture, Resize.cornersAligned(picture, 23, 17, Progress.NONE));
    }

    private static FloatImage aligned(int width, int height) {
        return Resize.cornersAligned(picture(), width, height, Progress.NONE);
    }

    @Test
    void overshootsWithBicubicOnly() {
        boolean outside = false;
        for (float value : by(1.7).plane(0)) {
            outside |= value < 0 || value > 1;
        }
        assertTrue(outside);
        for (float value : to(200, 3, Interpolation.BILINEAR).plane(0)) {
            assertTrue(value >= 0 && value <= 1);
        }
    }

    @Test
    void leavesAnImageOfTheSameSizeAlone() {
        FloatImage picture = picture();
        assertSame(picture, Resize.to(picture, 23, 17, Interpolation.BICUBIC, Progress.NONE));
        assertSame(picture, Resize.by(picture, 1, Interpolation.BILINEAR, Progress.NONE));
    }

    @Test
    void keepsChannelsSlicesAndConstants() {
        FloatImage stack = FloatImage.stack(1, 1, 2, ValueRange.UINT8, new float[] {1}, new float[] {2},
            new float[] {3}, new float[] {4});
        FloatImage large = Resize.to(stack, 5, 4, Interpolation.BICUBIC, Progress.NONE);
        assertEquals(2, large.channels());
        assertEquals(2, large.slices());
        assertEquals(ValueRange.UINT8, large.range());
        for (float value : large.plane(1, 0)) {
            assertEquals(3, value, 1e-6);
        }
    }

    @Test
    void rejectsEmptyTargets() {
        assertThrows(IllegalArgumentException.class, () -> to(0, 5, Interpolation.BILINEAR));
        assertThrows(IllegalArgumentException.class, () -> by(0.001));
        assertThrows(IllegalArgumentException.class, () -> by(Double.NaN));
    }
}
