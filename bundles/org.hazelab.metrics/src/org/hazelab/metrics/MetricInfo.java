// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import java.util.Set;

/**
 * What a metric declares of itself: all that its node, its documentation and its tests have to know. Phrases do
 * not end with a full stop.
 *
 * <p>Made by {@link #of} and what is not as usual:
 * <pre>{@code
 * MetricInfo.of("psnr_y", "PSNR (Y)").variant("luma as in YIQ, not rounded").range(0, POSITIVE_INFINITY)
 *     .perfect(POSITIVE_INFINITY).symmetric().needs(Need.REFERENCE).colour("Y = ...", Channels.GREY_OR_RGB)
 *     .citation("...").build()
 * }</pre>
 *
 * @param id the name of its column: small letters, digits and underscores, such as {@code psnr_y}; never changes
 * @param title what a reader calls it, such as {@code PSNR (Y)}
 * @param variant what distinguishes it from other metrics of its kind: window, constants, the program it agrees with
 * @param direction whether high or low scores are good
 * @param min the lowest score there can be, {@code -Infinity} if there is no bound
 * @param max the highest score there can be, {@code Infinity} if there is no bound
 * @param perfect the score of an image that equals its reference; NaN for metrics without reference
 * @param symmetric whether image and reference may be exchanged
 * @param needs what it takes beside the image
 * @param scale the numbers it computes with
 * @param colour what it makes of colours
 * @param channels which images it takes
 * @param border what it does where a window leaves the image
 * @param smallestSide pixels that the shorter side of an image must have
 * @param citation authors, title, place and year of the publication
 * @param version counts up whenever the same image would get another score
 */
public record MetricInfo(String id, String title, String variant, Direction direction, double min, double max,
    double perfect, boolean symmetric, Set<Need> needs, Scale scale, String colour, Channels channels, String border,
    int smallestSide, String citation, int version) {

    /** @throws IllegalArgumentException if something is missing or contradicts itself */
    public MetricInfo {
        needs = Set.copyOf(needs);
        boolean reference = needs.contains(Need.REFERENCE);
        boolean named = id.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*") && !title.isBlank() && !variant.isBlank();
        boolean described = !colour.isBlank() && !border.isBlank() && !citation.isBlank();
        boolean ranged = min < max && (Double.isNaN(perfect) || perfect >= min && perfect <= max);
        boolean compares = reference || Double.isNaN(perfect) && !symmetric;
        if (!named || !described || !ranged || !compares || smallestSide < 1 || version < 1) {
            throw new IllegalArgumentException("The declaration of \"" + id + "\" is incomplete or contradicts itself");
        }
    }

    /** Starts a declaration; see the record's components. */
    public static Builder of(String id, String title) {
        return new Builder(id, title);
    }

    public boolean needs(Need need) {
        return needs.contains(need);
    }

    /** Gathers a declaration; what is not set is as the fields say. */
    public static final class Builder {

        private final String id;
        private final String title;
        private String variant = "as published";
        private Direction direction = Direction.HIGHER_IS_BETTER;
        private double min = Double.NEGATIVE_INFINITY;
        private double max = Double.POSITIVE_INFINITY;
        private double perfect = Double.NaN;
        private boolean symmetric;
        private Set<Need> needs = Set.of();
        private Scale scale = Scale.LEVELS;
        private String colour = "";
        private Channels channels = Channels.ANY;
        private String border = "no windows";
        private int smallestSide = 1;
        private String citation = "";
        private int version = 1;

        private Builder(String id, String title) {
            this.id = id;
            this.title = title;
        }

        public Builder variant(String phrase) {
            variant = phrase;
            return this;
        }

        public Builder lowerIsBetter() {
            direction = Direction.LOWER_IS_BETTER;
            return this;
        }

        /** The scores that there can be. */
        public Builder range(double lowest, double highest) {
            min = lowest;
            max = highest;
            return this;
        }

        /** The score of an image that equals its reference. */
        public Builder perfect(double score) {
            perfect = score;
            return this;
        }

        /** Image and reference may be exchanged. */
        public Builder symmetric() {
            symmetric = true;
            return this;
        }

        public Builder needs(Need... what) {
            needs = Set.of(what);
            return this;
        }

        /** Computes with the image's own numbers. */
        public Builder raw() {
            scale = Scale.RAW;
            return this;
        }

        public Builder colour(String phrase, Channels accepted) {
            colour = phrase;
            channels = accepted;
            return this;
        }

        public Builder border(String phrase) {
            border = phrase;
            return this;
        }

        public Builder smallestSide(int pixels) {
            smallestSide = pixels;
            return this;
        }

        public Builder citation(String publication) {
            citation = publication;
            return this;
        }

        public Builder version(int number) {
            version = number;
            return this;
        }

        /** @throws IllegalArgumentException if something is missing or contradicts itself */
        public MetricInfo build() {
            return new MetricInfo(id, title, variant, direction, min, max, perfect, symmetric, needs, scale, colour,
                channels, border, smallestSide, citation, version);
        }
    }
}
