// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training.settings;

/** The stages of the training, in their order. */
public enum Stage {

    /** On clean images that haze is put on. */
    PRETRAIN("Pretrain"),
    /** On real haze: the network learns the teacher's velocity from darkened images. */
    REFLOW("Reflow"),
    /** On real haze: the network learns the teacher's clean image from enhanced images. */
    DISTILLATION("Distillation");

    private final String title;

    Stage(String title) {
        this.title = title;
    }

    /** The name for a reader. */
    public String title() {
        return title;
    }

    /** Whether it learns from a network that has been trained before. */
    public boolean hasTeacher() {
        return this != PRETRAIN;
    }
}
