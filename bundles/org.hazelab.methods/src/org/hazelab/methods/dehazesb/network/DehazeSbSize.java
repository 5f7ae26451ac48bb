// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

/** The sizes of DehazeSB's networks. */
public enum DehazeSbSize {

    /** The authors': a generator of 15.8 million parameters. */
    PAPER(new GeneratorShape(32, 9, 256), 64, 64, new RefineShape(64, 6), 256),

    /** Ours, to train and dehaze on a processor: a generator of 1.2 million parameters. */
    COMPACT(new GeneratorShape(16, 2, 64), 32, 16, new RefineShape(16, 5), 128),

    /** Ours, for tests and examples of how it is done: a generator of a tenth of a million parameters. */
    TINY(new GeneratorShape(4, 2, 8), 4, 4, new RefineShape(4, 3), 16);

    private final GeneratorShape generator;
    private final int discriminatorWidth;
    private final int entropyWidth;
    private final RefineShape refine;
    private final int headWidth;

    DehazeSbSize(GeneratorShape generator, int discriminatorWidth, int entropyWidth, RefineShape refine,
        int headWidth) {
        this.generator = generator;
        this.discriminatorWidth = discriminatorWidth;
        this.entropyWidth = entropyWidth;
        this.refine = refine;
        this.headWidth = headWidth;
    }

    /** What the generator consists of. */
    public GeneratorShape generator() {
        return generator;
    }

    /** The channels of the first layer of the discriminator of patches. */
    public int discriminatorWidth() {
        return discriminatorWidth;
    }

    /** The channels of the first layer of the entropy network. */
    public int entropyWidth() {
        return entropyWidth;
    }

    /** What the refine network consists of, for crops that are large enough. */
    public RefineShape refine() {
        return refine;
    }

    /** The numbers that a head of the contrastive loss makes of a pixel. */
    public int headWidth() {
        return headWidth;
    }
}
