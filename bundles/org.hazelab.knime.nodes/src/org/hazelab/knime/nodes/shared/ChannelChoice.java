// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import org.hazelab.imaging.GreyChannel;
import org.knime.node.parameters.widget.choices.Label;

/** Which channel a node takes that works on grey images: what the dialogs of several nodes ask. */
public enum ChannelChoice {
    @Label(value = ChannelChoice.GREY_LABEL, description = ChannelChoice.GREY_TEXT)
    GREY_ONLY(GreyChannel.NONE),
    @Label(value = ChannelChoice.LUMINANCE_LABEL, description = ChannelChoice.LUMINANCE_TEXT)
    LUMINANCE(GreyChannel.LUMINANCE),
    @Label(value = ChannelChoice.FIRST_LABEL, description = ChannelChoice.FIRST_TEXT)
    CHANNEL_1(GreyChannel.FIRST),
    @Label(value = ChannelChoice.SECOND_LABEL, description = ChannelChoice.SECOND_TEXT)
    CHANNEL_2(GreyChannel.SECOND),
    @Label(value = ChannelChoice.THIRD_LABEL, description = ChannelChoice.THIRD_TEXT)
    CHANNEL_3(GreyChannel.THIRD);

    /** How the field is described in every dialog. */
    public static final String TEXT =
        "What is done with images of several channels. Where all of them are equal, as in a gray "
            + "image that was saved as RGB, they are one gray channel whatever is chosen.";
    public static final String GREY_LABEL = "Only gray images";
    public static final String GREY_TEXT = "Images whose channels differ are not worked on.";
    public static final String LUMINANCE_LABEL = "Luminance";
    public static final String LUMINANCE_TEXT = "0.299 red + 0.587 green + 0.114 blue.";
    public static final String FIRST_LABEL = "Channel 1";
    public static final String FIRST_TEXT = "The first channel; red of color images.";
    public static final String SECOND_LABEL = "Channel 2";
    public static final String SECOND_TEXT = "The second channel; green of color images.";
    public static final String THIRD_LABEL = "Channel 3";
    public static final String THIRD_TEXT = "The third channel; blue of color images.";

    private final GreyChannel channel;

    ChannelChoice(GreyChannel channel) {
        this.channel = channel;
    }

    /** What it means. */
    public GreyChannel channel() {
        return channel;
    }
}
