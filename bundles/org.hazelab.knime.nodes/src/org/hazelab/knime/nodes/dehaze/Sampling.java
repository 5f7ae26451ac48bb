// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import org.hazelab.methods.MethodOptions;
import org.hazelab.methods.hazematching.HazeMatchingOptions;
import org.hazelab.methods.hazematching.Solver;
import org.hazelab.methods.hazematching.TimeGrid;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;

/** How samples are drawn, and what of it the dialog asks. */
enum Sampling {
    @Label(value = "Standard", description = "As the authors do it, with 19 evaluations of the network for each sample "
        + "of a tile, unless the settings below are changed.")
    STANDARD,
    @Label(value = "Fast",
        description = "With 4 evaluations in place of 19: the rule of Adams and Bashforth, of order 2, "
            + "with 5 time points. On the models it was measured with, scores and deviations change little.")
    FAST;

    /** The dialog's field. */
    interface Reference extends ParameterReference<Sampling> {
    }

    /** How the way from noise to image is integrated. */
    enum Rule {
        @Label(value = "Euler", description = "One evaluation of the network a step, along its velocity. The authors "
            + "do it so.")
        EULER(Solver.EULER),
        @Label(value = "Midpoint", description = "Order 2, two evaluations a step: the velocity half a step ahead.")
        MIDPOINT(Solver.MIDPOINT),
        @Label(value = "Heun",
            description = "Order 2, two evaluations a step: the mean of the velocities at both ends.")
        HEUN(Solver.HEUN),
        @Label(value = "Adams-Bashforth", description = "Order 2, one evaluation a step: continues the line through "
            + "this step's velocity and that of the step before.")
        ADAMS_BASHFORTH(Solver.ADAMS_BASHFORTH);

        final Solver solver;

        Rule(Solver solver) {
            this.solver = solver;
        }
    }

    /** How the points of time are spaced. */
    enum Spacing {
        @Label(value = "Even", description = "All steps are equally long, as the authors have it.")
        EVEN(TimeGrid.Spacing.EVEN),
        @Label(value = "Dense at the noise", description = "Short steps first: the square of even times.")
        DENSE_START(TimeGrid.Spacing.DENSE_START),
        @Label(value = "Dense at the image", description = "Short steps last: one minus the square of even times "
            + "counted from the end.")
        DENSE_END(TimeGrid.Spacing.DENSE_END),
        @Label(value = "Dense at both ends", description = "Short steps first and last: half of one minus the cosine.")
        COSINE(TimeGrid.Spacing.COSINE);

        final TimeGrid.Spacing spacing;

        Spacing(TimeGrid.Spacing spacing) {
            this.spacing = spacing;
        }
    }

    /** Adds what the dialog asks, or the preset says, to the options of methods. */
    MethodOptions in(MethodOptions options, int timePoints, Rule rule, Spacing spacing) {
        return this == FAST ? HazeMatchingOptions.fast(options)
            : options.with(HazeMatchingOptions.TIME_POINTS, timePoints)
                .with(HazeMatchingOptions.SOLVER, rule.solver).with(HazeMatchingOptions.SPACING, spacing.spacing);
    }
}
