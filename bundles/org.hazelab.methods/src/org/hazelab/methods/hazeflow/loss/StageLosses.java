// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.loss;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.methods.loss.LossTerms.Term;
import org.hazelab.methods.loss.LossTerms;
import org.hazelab.methods.loss.PerceptualLoss;
import org.hazelab.runtime.script.Value;

/**
 * The losses of the three stages (equations (14), (18), (29), as the published code computes them), from what a student
 * and a teacher yield. That pairs take the place of what the teacher makes is our design.
 *
 * @param perceptual the perceptual term
 * @param colour weight of the optional colour term; 0 leaves it out, 1 as the published code has it
 * @param lambda weight of Pretrain's term of the transmission, .5 in the published code
 */
public record StageLosses(PerceptualLoss perceptual, double colour, double lambda) {

    /** The term of the velocity. */
    public static final String VELOCITY = "velocity";
    /** The term of the transmission. */
    public static final String TRANSMISSION = "transmission";
    /** The term of the colours. */
    public static final String COLOUR = "color";

    private static final double TRANSMISSION_WEIGHT = 0.5;

    /** With the published weight of the transmission. */
    public StageLosses(PerceptualLoss perceptual, double colour) {
        this(perceptual, colour, TRANSMISSION_WEIGHT);
    }

    /** What Reflow's perceptual term compares with. */
    public enum ReflowTarget {
        /** v + 1, the published code: the teacher's clean image if the airlight is white. */
        VELOCITY,
        /** The teacher's pseudo clean image, the paper's text. */
        CLEAN
    }

    /**
     * What a network yields.
     *
     * @param velocity (batch, 3, rows, columns)
     * @param transmission refined, (batch, 1, rows, columns)
     */
    public record Output(Value velocity, Value transmission) {

        /** The pseudo clean image. */
        public Value clean(Value image) {
            return HazeEquations.clean(image, transmission, velocity);
        }

        /** The pseudo airlight. */
        public Value airlight(Value image) {
            return HazeEquations.airlight(image, transmission, velocity);
        }
    }

    /**
     * The truth of some images.
     *
     * @param paired 1 where there is a clean image, else 0, (batch, 1, 1, 1)
     * @param clean of the images' shape, or (batch, 3, 1, 1) where no image has one
     */
    public record Pairs(Value paired, Value clean) {

        Value orElse(Value made) {
            return HazeEquations.where(paired, clean, made);
        }
    }

    /**
     * Pretrain, 7.3: velocity + perceptual + 0.5 transmission.
     *
     * @param student for the hazy image and its map of the dark channel prior
     * @param airlight (batch, 3, 1, 1): ones, as published
     * @param refined whether the student refines the transmission; otherwise its transmission is the map, and there is
     *            no term for it
     */
    public LossTerms pretrain(Output student, Value hazy, Value clean, Value airlight, Value transmission,
        boolean refined) {
        Value dehazed = student.clean(hazy);
        List<Term> terms = new ArrayList<>();
        terms.add(new Term(VELOCITY, 1, HazeLosses.squared(student.velocity(), clean.minus(airlight))));
        terms.add(new Term(perceptual.id(), 1, perceptual.distances(dehazed, clean)));
        if (refined) {
            terms.add(new Term(TRANSMISSION, lambda,
                HazeLosses.squared(student.transmission(), transmission)));
        }
        return withColour(terms, dehazed);
    }

    /**
     * Reflow, 7.4: velocity + perceptual. The refined transmission of the student has no part in it.
     *
     * @param student for the darkened image and the map of the hazy one
     * @param teacher for the hazy image and its map, without gradients
     * @param darkened {@link HazeEquations#darkened}
     * @param map of the dark channel prior of the hazy image
     * @param pairs with a clean image J the velocity goes to J - A, A being the teacher's pseudo airlight, and the
     *            perceptual term compares with J
     */
    public LossTerms reflow(Output student, Output teacher, Value hazy, Value darkened, Value map, Pairs pairs,
        ReflowTarget target) {
        // the teacher's clean image less its airlight is its velocity
        Value velocity = HazeEquations.where(pairs.paired(), pairs.clean().minus(teacher.airlight(hazy)),
            teacher.velocity());
        Value seen = pairs.orElse(target == ReflowTarget.CLEAN ? teacher.clean(hazy) : teacher.velocity().plus(1.0));
        Value dehazed = HazeEquations.clean(darkened, map, student.velocity());
        List<Term> terms = new ArrayList<>();
        terms.add(new Term(VELOCITY, 1, HazeLosses.squared(student.velocity(), velocity)));
        terms.add(new Term(perceptual.id(), 1, perceptual.distances(dehazed, seen)));
        return withColour(terms, dehazed);
    }

    /**
     * Distillation, 7.5: perceptual alone.
     *
     * @param student for the enhanced image and its map
     * @param teacher for the hazy image and its map, without gradients
     * @param pairs with a clean image J the student is compared with J
     */
    public LossTerms distillation(Output student, Output teacher, Value hazy, Value enhanced, Pairs pairs) {
        Value dehazed = student.clean(enhanced);
        List<Term> terms = new ArrayList<>();
        terms.add(new Term(perceptual.id(), 1, perceptual.distances(dehazed, pairs.orElse(teacher.clean(hazy)))));
        return withColour(terms, dehazed);
    }

    private LossTerms withColour(List<Term> terms, Value dehazed) {
        if (colour > 0) {
            terms.add(new Term(COLOUR, colour, HazeLosses.colour(dehazed)));
        }
        return new LossTerms(terms);
    }
}
