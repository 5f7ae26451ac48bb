// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.augmentation;

import java.util.List;
import java.util.stream.Stream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.random.RandomStream;

/**
 * Changes of an image one after the other: HazeFlow's F (equation (19)), two that are drawn with replacement.
 *
 * @param steps in their order
 */
public record Enhancements(List<Enhancement> steps) {

    private static final int DRAWN = 2;

    public Enhancements {
        steps = List.copyOf(steps);
    }

    /** Draws two. */
    public static Enhancements draw(RandomStream random) {
        return new Enhancements(Stream.generate(() -> Enhancement.draw(random)).limit(DRAWN).toList());
    }

    /** How many pixels around a pixel they look at: the margin that a crop needs so that they do not see its border. */
    public int reach() {
        return steps.stream().mapToInt(Enhancement::reach).sum();
    }

    /** Whether {@link #apply} needs a sample of the whole image. */
    public boolean needSample() {
        return steps.stream().anyMatch(Enhancement::needsMean);
    }

    /**
     * Changes a part of an image.
     *
     * @param part three channels in [0, 1]; it is rounded to 8 bits
     * @param sample pixels from all over the image, whose mean stands for the image's; the part itself where that is
     *            the image. It is not blurred, which would hardly change its mean
     * @param left first column of the rectangle that is wanted of the part
     * @param top first row of it
     * @param side its rows and columns
     * @return the rectangle, in multiples of 1/255
     */
    @SuppressWarnings("ReferenceEquality") // one image need not be changed twice
    public FloatImage apply(FloatImage part, FloatImage sample, int left, int top, int side) {
        EightBit image = EightBit.of(part);
        EightBit all = sample == part ? image : EightBit.of(sample);
        for (Enhancement step : steps) {
            int mean = step.needsMean() ? all.meanLuma() : 0;
            EightBit changed = step.apply(image, mean);
            all = all == image ? changed : step.reach() > 0 ? all : step.apply(all, mean);
            image = changed;
        }
        return image.unit(left, top, side, side);
    }
}
