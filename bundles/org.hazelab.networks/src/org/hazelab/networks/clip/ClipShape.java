// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.clip;

/**
 * The lengths of a CLIP with a vision transformer, as a file of its weights tells them.
 *
 * @param image of the tower that sees images
 * @param text of the tower that reads prompts
 */
public record ClipShape(Tower image, Tower text) {

    /** ViT-B/32, as OpenAI has published it. */
    public static final ClipShape VIT_B_32 =
        new ClipShape(new Tower(768, 12, 7, 32, 512), new Tower(512, 12, 77, 49408, 512));

    /** Each head of the attention has this width. */
    static final int HEAD = 64;

    private static final int LONGEST = 4096;
    private static final int MOST_BLOCKS = 64;
    private static final int MOST_UNITS = 1 << 20;

    /**
     * A tower.
     *
     * @param width of each element of its sequence, a multiple of 64
     * @param blocks of its transformer
     * @param length of images, the rows and columns of patches; of texts, the tokens
     * @param units of images, the rows and columns of pixels of a patch; of texts, the tokens that there are
     * @param features of an image or a text
     */
    public record Tower(int width, int blocks, int length, int units, int features) {

        public Tower {
            if (width < HEAD || width > LONGEST || width % HEAD != 0 || blocks < 1 || blocks > MOST_BLOCKS || length < 1
                || length > LONGEST || units < 1 || units > MOST_UNITS || features < 1 || features > LONGEST) {
                throw new IllegalArgumentException("no tower of CLIP: width " + width + ", " + blocks + " blocks, "
                    + "length " + length + ", units " + units + ", " + features + " features");
            }
        }
    }

    public ClipShape {
        if (image.features() != text.features() || (long)image.length() * image.units() > LONGEST) {
            throw new IllegalArgumentException("no CLIP: " + image + ", " + text);
        }
    }

    /** The rows and columns that images are resized to. */
    public int side() {
        return image.length() * image.units();
    }

    /** How many numbers an image or a text becomes. */
    public int features() {
        return image.features();
    }
}
