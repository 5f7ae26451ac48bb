// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;

/**
 * A scored row, why an image of it is not there, and what else there is to warn of.
 *
 * @param scores one a metric, in the order of the metrics
 * @param imageProblem why the image is not there; null if it is
 * @param referenceProblem why the reference is not there; null if it is, or is not used
 * @param sizes the sizes of image and reference if they are worth a warning; null if not
 */
record ScoredRow<R extends ImageRow>(R row, List<Score> scores, @Nullable HazeLabException imageProblem,
    @Nullable HazeLabException referenceProblem, @Nullable String sizes) {

    /** The images of a row, or why one of them is not there. */
    record Pair(@Nullable FloatImage image, @Nullable FloatImage reference, @Nullable HazeLabException imageProblem,
        @Nullable HazeLabException referenceProblem) {

        /**
         * Reads the images of a row.
         *
         * @param references empty if they are not used
         * @param alone whether no other row is in memory, so that a lack of it is a problem of these images
         */
        static Pair read(ImageRow row, Optional<ReferenceOf> references, boolean alone, Progress progress) {
            FloatImage image = null;
            FloatImage reference = null;
            HazeLabException imageProblem = null;
            HazeLabException referenceProblem = null;
            try {
                image = row.image().read(progress);
            } catch (HazeLabException e) {
                progress.checkCanceled();
                imageProblem = problem(e, alone);
            }
            try {
                reference = references.isPresent() ? references.get().read(row, progress) : null;
            } catch (HazeLabException e) {
                progress.checkCanceled();
                referenceProblem = problem(e, alone);
            }
            return new Pair(image, reference, imageProblem, referenceProblem);
        }

        private static HazeLabException problem(HazeLabException e, boolean alone) {
            if (!alone && e.getCause() instanceof OutOfMemoryError shortage) {
                throw shortage;
            }
            return e;
        }

        /** The sizes of image and reference where there is something to say of them, else null. */
        private @Nullable String sizes(ScoreMetrics operation) {
            if (image == null || reference == null || image.slices() > 1 || reference.slices() > 1) {
                return null;
            }
            int wider = reference.width() - image.width();
            int higher = reference.height() - image.height();
            boolean larger = wider >= 0 && higher >= 0;
            return wider == 0 && higher == 0 || !operation.resizes() && !larger || operation.crops() ? null
                : image.width() + " x " + image.height() + " pixels, its reference " + reference.width() + " x "
                    + reference.height();
        }
    }

    /** Scores a row whose images have been read. */
    static <R extends ImageRow> ScoredRow<R> of(R row, Pair pair, ScoreMetrics operation, ScoreMetrics.Run run,
        Progress progress) {
        if (pair.image == null) {
            HazeLabException problem = Objects.requireNonNull(pair.imageProblem);
            return new ScoredRow<>(row, operation.missing(problem.getMessage()), problem, pair.referenceProblem, null);
        }
        List<Score> scores = new ArrayList<>(run.score(pair.image, pair.reference, progress));
        for (int m = 0; pair.referenceProblem != null && m < scores.size(); m++) {
            if (operation.metrics().get(m).needs(Need.REFERENCE)) {
                scores.set(m, Score.missing(pair.referenceProblem.getMessage()));
            }
        }
        return new ScoredRow<>(row, scores, null, pair.referenceProblem, pair.sizes(operation));
    }

    /** A row that does not fit into the memory even alone. */
    static <R extends ImageRow> ScoredRow<R> tooLarge(R row, ScoreMetrics operation, OutOfMemoryError cause) {
        String size = row.image().size()
            .map(image -> " of " + image.width() + " x " + image.height() + " pixels").orElse("");
        HazeLabException problem = new HazeLabException("There is not enough memory to score the image" + size,
            "Give Java more memory (-Xmx, for KNIME in knime.ini), choose fewer metrics, or make the image smaller.",
            cause);
        return new ScoredRow<>(row, operation.missing(problem.getMessage()), problem, null, null);
    }
}
