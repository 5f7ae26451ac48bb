// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.recipe;

/**
 * One of the images that each row of a table gives to a training.
 *
 * @param name for messages, such as {@code hazy}
 * @param planes that the training sees: 1 for grey, 3 for colour. A grey image becomes as many equal planes.
 * @param unitRange whether the training sees values in which the image's range is 0 to 1; otherwise those of the image
 */
public record ImageRole(String name, int planes, boolean unitRange) {

    public ImageRole {
        if (name.isBlank() || planes < 1) {
            throw new IllegalArgumentException("an image \"" + name + "\" of " + planes + " planes");
        }
    }

    /** An image in its own units. */
    public ImageRole(String name, int planes) {
        this(name, planes, false);
    }

    /** The same image with its range as 0 to 1, whatever its bit depth. */
    public ImageRole inUnitRange() {
        return new ImageRole(name, planes, true);
    }
}
