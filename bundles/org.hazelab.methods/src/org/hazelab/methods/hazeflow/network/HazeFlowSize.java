// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.network;

import java.util.List;

/** The sizes of HazeFlow's network: all with the T-Net, which takes the transmission through every block. */
public enum HazeFlowSize {

    /** The authors': 87.1 million parameters. */
    PAPER(128, List.of(1, 1, 2, 2, 2, 2, 2), 2, 4),

    /** Ours, to train and dehaze on a processor: 3.5 million parameters, 1/43 of the products a pixel. */
    COMPACT(16, List.of(1, 2, 3, 4, 4, 4, 4), 1, 4),

    /** Ours, for tests and examples of how it is done: a tenth of a million parameters. */
    TINY(8, List.of(1, 2, 2), 1, 2);

    private final HazeFlowShape shape;

    HazeFlowSize(int width, List<Integer> multipliers, int blocks, int attention) {
        shape = new HazeFlowShape(width, multipliers, blocks, attention);
    }

    /** What the network consists of. */
    public HazeFlowShape shape() {
        return shape;
    }
}
