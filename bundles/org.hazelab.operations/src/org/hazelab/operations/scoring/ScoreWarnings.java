// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;

/** Explains what users should know about the scores of a table: what is missing, what is doubtful, and why. */
final class ScoreWarnings {

    private static final String OTHER_NAME = "the reference, found by RowID, has another name (if they do not belong "
        + "together, find references by name)";
    private static final String RESIZED =
        "the size was changed to that of the reference, which gives scores that cannot be compared with published ones "
            + "(where the reference shows more at every side, crop the reference instead)";
    private static final String LARGER =
        "the reference is larger (where it shows more at every side, as in RESIDE SOTS indoor, set \"If sizes differ\" "
            + "to \"Crop the reference\")";

    private final ScoreMetrics operation;
    private final Optional<ReferenceOf> references;
    private final ScoreRun.Warnings warnings;

    /** @param references empty if they are not used */
    ScoreWarnings(ScoreMetrics operation, Optional<ReferenceOf> references, ScoreRun.Warnings warnings) {
        this.operation = operation;
        this.references = references;
        this.warnings = Objects.requireNonNull(warnings);
    }

    void warn(ScoredRow<?> scored) {
        String where = "Row \"" + scored.row().key() + "\": ";
        if (scored.imageProblem() != null) {
            warnings.add("all scores are missing", where + scored.imageProblem().getMessage());
            return;
        }
        if (scored.referenceProblem() != null) {
            warnings.add("the scores against a reference are missing", where + scored.referenceProblem().getMessage());
        }
        references.flatMap(all -> all.doubt(scored.row())).ifPresent(doubt -> warnings.add(OTHER_NAME, where + doubt));
        if (scored.sizes() != null) {
            warnings.add(operation.resizes() ? RESIZED : LARGER, where + scored.sizes());
        }
        for (int m = 0; m < scored.scores().size(); m++) {
            MetricInfo metric = operation.metrics().get(m);
            boolean told = metric.needs(Need.REFERENCE)
                && (references.isEmpty() || scored.referenceProblem() != null);
            if (scored.scores().get(m).isMissing() && !told) {
                warnings.add(metric.id() + " is missing", where + scored.scores().get(m).reason());
            }
        }
    }

    /** What to say of the whole table if there are no references, in sentences; empty if none are needed. */
    static Optional<String> withoutReferences(ScoreMetrics operation) {
        List<String> comparing =
            operation.metrics().stream().filter(metric -> metric.needs(Need.REFERENCE)).map(MetricInfo::id).toList();
        return comparing.isEmpty() ? Optional.empty()
            : Optional.of("No reference is given, so these metrics have no scores: " + String.join(", ", comparing)
                + ". Choose a reference column, connect a table of references, or choose other metrics.");
    }
}
