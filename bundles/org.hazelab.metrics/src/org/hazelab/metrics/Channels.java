// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

/** Which images a metric takes, by their channels. */
public enum Channels {

    /** Any number of channels. */
    ANY("any number of channels"),
    /** Grey, or red, green and blue; what a metric makes of grey says its colour handling. */
    GREY_OR_RGB("one channel (grey) or three (red, green, blue)");

    private final String words;

    Channels(String words) {
        this.words = words;
    }

    /** Whether images with that many channels are taken. */
    public boolean accepts(int channels) {
        return this == ANY || channels == 1 || channels == 3;
    }

    @Override
    public String toString() {
        return words;
    }
}
