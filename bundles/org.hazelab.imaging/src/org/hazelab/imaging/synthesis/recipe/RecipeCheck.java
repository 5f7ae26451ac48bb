// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis.recipe;

import org.hazelab.imaging.HazeLabException;

/** Says in a user's words what is wrong with a recipe. Comparisons are written so that NaN fails them. */
final class RecipeCheck {

    private RecipeCheck() {
    }

    static void check(HazeRecipe recipe) throws HazeLabException {
        recipe.airlight().check("atmospheric light", 0, 10);
        recipe.colorBias().check("colour bias of the atmospheric light", -1, 1);
        recipe.beta().check("haze density beta", 0, 20);
        recipe.mixing().check("share of the density map", 0, 20);
        if (!(recipe.depthScale() >= 0 && recipe.depthScale() <= 20)) {
            throw new HazeLabException("The depth scale is " + recipe.depthScale(),
                "Choose a depth scale from 0 to 20.");
        }
        double densest = recipe.beta().max() + (recipe.density().isPresent() ? recipe.mixing().max() : 0);
        // bicubic rescaling can carry depth to 1.445, and exp(-60 * 1.445) = 2e-38 is still a normal float
        if (recipe.depthScale() * densest > 60) {
            throw new HazeLabException("The densest haze of these settings, exp(-" + recipe.depthScale() * densest
                + "), lets no light through",
                "Choose a smaller depth scale, haze density or share of the density map.");
        }
        if (recipe.density().isPresent()) {
            recipe.density().get().validate();
        }
        checkDegradations(recipe);
        if (recipe.crop().isPresent()) {
            HazeRecipe.Crop crop = recipe.crop().get();
            if (crop.size() < 1 || crop.size() > 8192) {
                throw new HazeLabException("The crop has a side of " + crop.size() + " pixels",
                    "Choose a side from 1 to 8192 pixels.");
            }
            checkProbability("flip", crop.flipProbability());
        }
    }

    private static void checkDegradations(HazeRecipe recipe) throws HazeLabException {
        if (recipe.gamma().isPresent()) {
            checkProbability("gamma darkening", recipe.gamma().get().probability());
            recipe.gamma().get().exponent().check("gamma exponent", 0.01, 100);
        }
        if (recipe.noise().isPresent()) {
            checkNoise(recipe.noise().get());
        }
        if (recipe.jpeg().isPresent()) {
            HazeRecipe.Jpeg jpeg = recipe.jpeg().get();
            checkProbability("JPEG compression", jpeg.probability());
            checkOrdered("JPEG quality", jpeg.minQuality(), jpeg.maxQuality(), 1, 100);
        }
    }

    private static void checkNoise(HazeRecipe.Noise noise) throws HazeLabException {
        checkProbability("noise", noise.probability());
        checkOrdered("noise level", noise.minLevel(), noise.maxLevel(), 0, 255);
        double sum = noise.independentShare() + noise.greyShare() + noise.correlatedShare();
        boolean negative = noise.independentShare() < 0 || noise.greyShare() < 0 || noise.correlatedShare() < 0;
        if (negative || !(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            throw new HazeLabException("The shares of the kinds of noise are " + noise.independentShare() + ", "
                + noise.greyShare() + " and " + noise.correlatedShare(),
                "Choose shares that are not negative, at least one of them above 0.");
        }
    }

    private static void checkProbability(String name, double probability) throws HazeLabException {
        if (!(probability >= 0 && probability <= 1)) {
            throw new HazeLabException("The probability of " + name + " is " + probability,
                "Choose a probability from 0 to 1.");
        }
    }

    private static void checkOrdered(String name, int min, int max, int lowest, int highest) throws HazeLabException {
        if (min > max || min < lowest || max > highest) {
            throw new HazeLabException("The " + name + " reaches from " + min + " to " + max,
                "Choose a minimum that is not above the maximum, both between " + lowest + " and " + highest + ".");
        }
    }
}
