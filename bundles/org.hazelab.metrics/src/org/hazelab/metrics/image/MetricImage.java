// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.image;

import java.lang.ref.SoftReference;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;

/**
 * An image as metrics see it: its planes mapped from the data range to levels of 0..255, and what was derived from
 * them.
 *
 * <p>Planes are made when they are first asked for and kept for the next metric, as long as memory allows. All arrays
 * are handed out as they are, row by row, to be read only. Confined: one thread at a time may use it, though that
 * thread may spread its loops, see {@link PixelLoop}, over arrays that it has got before.
 */
public final class MetricImage {

    /** Levels this close to a whole one are whole: a float image of 8-bit content is off by up to 1.5e-5. */
    private static final double WHOLE = 1e-4;

    private final FloatImage source;
    private final ValueRange dataRange;
    private final SoftReference<double[]>[] levels;
    private final Map<Derived<?>, SoftReference<Object>> derived = new IdentityHashMap<>();
    private @Nullable Boolean finite;

    @SuppressWarnings("unchecked")
    private MetricImage(FloatImage source, ValueRange dataRange) {
        this.source = source;
        this.dataRange = Objects.requireNonNull(dataRange);
        levels = new SoftReference[source.channels()];
    }

    /**
     * Views an image.
     *
     * @param image a plain image, of one slice
     * @param dataRange the numbers that stand for the levels 0 and 255
     * @throws IllegalArgumentException if the image is a stack
     */
    public static MetricImage of(FloatImage image, ValueRange dataRange) {
        if (image.slices() != 1) {
            throw new IllegalArgumentException("A stack of " + image.slices() + " slices is not one image");
        }
        return new MetricImage(image, dataRange);
    }

    public int width() {
        return source.width();
    }

    public int height() {
        return source.height();
    }

    /** Width times height. */
    public int pixels() {
        return source.pixels();
    }

    public int channels() {
        return source.channels();
    }

    /** A channel in the image's own units. */
    public float[] raw(int channel) {
        return source.plane(channel);
    }

    /** The numbers that stand for the levels 0 and 255. */
    public ValueRange dataRange() {
        return dataRange;
    }

    /** Whether {@link #raw} and {@link #level} hold the same numbers, the data range being [0, 255]. */
    public boolean rawIsLevel() {
        return dataRange.equals(ValueRange.UINT8);
    }

    /** Whether no pixel is NaN or infinite. */
    public boolean isFinite() {
        if (finite == null) {
            double zero = 0;
            for (int c = 0; c < channels(); c++) {
                float[] raw = raw(c);
                zero += PixelLoop.sum(width(), height(), Progress.NONE, (from, to) -> zeros(raw, from, to));
            }
            finite = zero == 0;
        }
        return finite;
    }

    /** 0 if all pixels are finite, else NaN: 0 * v is 0 for every finite v. Four sums do not wait for each other. */
    private static float zeros(float[] raw, int from, int to) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += 0 * raw[i];
            b += 0 * raw[i + 1];
            c += 0 * raw[i + 2];
            d += 0 * raw[i + 3];
        }
        for (; i < to; i++) {
            a += 0 * raw[i];
        }
        return a + b + c + d;
    }

    /**
     * A channel mapped linearly from the data range to 0..255, not clipped. Numbers that lie within 1e-4 of a whole
     * level are that level, so that 8-bit content has the same levels whatever the type it is stored in. Of an image
     * with one channel, channels 1 and 2 are channel 0.
     */
    public double[] level(int channel, Progress progress) {
        int c = channels() == 1 && channel < 3 ? 0 : Objects.checkIndex(channel, channels());
        double[] plane = levels[c] == null ? null : levels[c].get();
        if (plane == null) {
            plane = map(raw(c), progress);
            levels[c] = new SoftReference<>(plane);
        }
        return plane;
    }

    private double[] map(float[] raw, Progress progress) {
        double[] plane = new double[raw.length];
        PixelLoop.run(width(), height(), progress, (from, to) -> map(raw, from, to, plane, from));
        return plane;
    }

    /**
     * The levels of some pixels of a channel, for metrics that look at each pixel once and have no use for a plane.
     *
     * @param from the first pixel
     * @param to the pixel behind the last
     * @param target gets the levels, from its start
     */
    public void level(int channel, int from, int to, double[] target) {
        map(raw(channel), from, to, target, 0);
    }

    private void map(float[] raw, int from, int to, double[] target, int at) {
        int shift = at - from;
        if (rawIsLevel()) {
            for (int i = from; i < to; i++) {
                target[i + shift] = raw[i];
            }
            return;
        }
        double min = dataRange.min();
        double span = (double)dataRange.max() - min;
        for (int i = from; i < to; i++) {
            double level = (raw[i] - min) * 255 / span;
            double whole = Math.rint(level);
            target[i + shift] = Math.abs(level - whole) <= WHOLE ? whole : level;
        }
    }

    /** What is derived from this image: made now, or what was made before. */
    public <T> T get(Derived<T> kind, Progress progress) {
        SoftReference<Object> kept = derived.get(kind);
        @SuppressWarnings("unchecked")
        T made = kept == null ? null : (T)kept.get();
        if (made == null) {
            made = Objects.requireNonNull(kind.of(this, progress));
            derived.put(kind, new SoftReference<>(made));
        }
        return made;
    }

    /** Width and height, in words. */
    public String size() {
        return width() + " x " + height();
    }
}
