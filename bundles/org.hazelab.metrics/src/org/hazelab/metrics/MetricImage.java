// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import java.lang.ref.SoftReference;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

import org.hazelab.imaging.FloatImage;
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
    private Boolean finite;

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

    /** Whether no pixel is NaN or infinite. */
    public boolean isFinite() {
        if (finite == null) {
            finite = true;
            for (int c = 0; c < channels(); c++) {
                // 0 * v is 0 for every finite v and NaN otherwise.
                float sum = 0;
                for (float v : raw(c)) {
                    sum += 0 * v;
                }
                finite &= sum == 0;
            }
        }
        return finite;
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
        boolean bytes = dataRange.equals(ValueRange.UINT8);
        double min = dataRange.min();
        double span = (double)dataRange.max() - min;
        PixelLoop.run(width(), height(), progress, (from, to) -> {
            for (int i = from; bytes && i < to; i++) {
                plane[i] = raw[i];
            }
            for (int i = from; !bytes && i < to; i++) {
                double level = (raw[i] - min) * 255 / span;
                double whole = Math.rint(level);
                plane[i] = Math.abs(level - whole) <= WHOLE ? whole : level;
            }
        });
        return plane;
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
    String size() {
        return width() + " x " + height();
    }
}
