// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.recipe;

/**
 * One of the images that each row of a table gives to a training.
 *
 * @param name for messages, such as {@code hazy}
 * @param planes that the training sees: 1 for grey, 3 for colour. A grey image becomes as many equal planes.
 */
public record ImageRole(String name, int planes) {

    public ImageRole {
        if (name.isBlank() || planes < 1) {
            throw new IllegalArgumentException("an image \"" + name + "\" of " + planes + " planes");
        }
    }
}
