// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.recipe.ImageRole;

/** Whether the images of a row can be trained with. */
final class FitOfRow {

    private FitOfRow() {
    }

    /** @throws HazeLabException that says what is wrong with which image */
    static void check(List<FloatImage> images, List<ImageRole> roles, int least) throws HazeLabException {
        for (int i = 0; i < images.size(); i++) {
            checkChannels(images.get(i), roles.get(i));
        }
        FloatImage first = images.get(0);
        for (int i = 1; i < images.size(); i++) {
            FloatImage other = images.get(i);
            if (first.width() != other.width() || first.height() != other.height()) {
                throw new HazeLabException("The " + roles.get(0).name() + " image has " + size(first)
                    + " pixels and the " + roles.get(i).name() + " one " + size(other), "Give both the same size.");
            }
        }
        if (Math.min(first.width(), first.height()) < least) {
            throw new HazeLabException("The image" + (images.size() > 1 ? "s have " : " has ") + size(first)
                + " pixels, less than the crops of " + least + " x " + least,
                "Choose smaller crops, or leave the row out.");
        }
        for (int i = 0; i < images.size(); i++) {
            checkFinite(images.get(i), roles.get(i));
        }
    }

    private static String size(FloatImage image) {
        return image.width() + " x " + image.height();
    }

    private static void checkChannels(FloatImage image, ImageRole role) throws HazeLabException {
        boolean fits = image.channels() == 1 || image.channels() == role.planes()
            || hasAlpha(image, role);
        if (image.slices() != 1 || !fits) {
            throw new HazeLabException("The " + role.name() + " image has " + (image.slices() == 1
                ? image.channels() + " channels" : image.slices() + " slices"),
                role.planes() == 1 ? "Give grey images of one slice."
                    : "Give images of " + role.planes() + " channels or grey ones, of one slice.");
        }
    }

    private static boolean hasAlpha(FloatImage image, ImageRole role) {
        return role.planes() == 3 && image.channels() == 4;
    }

    private static void checkFinite(FloatImage image, ImageRole role) throws HazeLabException {
        for (int channel = 0; channel < image.channels(); channel++) {
            for (float value : image.plane(channel)) {
                if (!Float.isFinite(value)) {
                    throw new HazeLabException("The " + role.name() + " image has pixels that are no numbers",
                        "Correct the image, or leave the row out.");
                }
            }
        }
    }

    /** The planes that training sees: without alpha, grey as often as planes are wanted. */
    static float[][] planes(FloatImage image, ImageRole role) {
        float[][] planes = new float[role.planes()][];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = image.plane(image.channels() == 1 ? 0 : i);
        }
        return planes;
    }
}
