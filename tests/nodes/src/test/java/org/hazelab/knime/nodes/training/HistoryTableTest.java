// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.recipe.ImageRole;
import org.hazelab.methods.recipe.TableRole;
import org.hazelab.methods.recipe.TrainingPlan;
import org.hazelab.methods.recipe.TrainingRecipe;
import org.hazelab.runtime.file.ModelDescription;
import org.junit.jupiter.api.Test;

class HistoryTableTest {

    private record Recipe(List<String> stages, List<String> losses, List<String> validationLosses)
        implements
            TrainingRecipe {

        @Override
        public String method() {
            return "any";
        }

        @Override
        public List<TableRole> tables() {
            return List.of(TableRole.required("clear", new ImageRole("clear", 3)));
        }

        @Override
        public int leastSide(TableRole table) {
            return 1;
        }

        @Override
        public long seed() {
            return 1;
        }

        @Override
        public TrainingRecipe startingFrom(ModelDescription model) {
            return this;
        }

        @Override
        public void check() {
            // fits
        }

        @Override
        public TrainingPlan plan(Map<String, ImageSet> images) {
            throw new AssertionError("nothing is trained");
        }
    }

    private static List<String> columns(List<String> stages, List<String> losses, List<String> validationLosses) {
        return List.of(new HistoryTable(new Recipe(stages, losses, validationLosses)).spec().getColumnNames());
    }

    @Test
    void hasAColumnForEachLossAndForTheStageWhereThereAreSeveral() {
        assertEquals(List.of("epoch", "training_loss", "validation_loss", "seconds", "best"),
            columns(List.of("Training"), List.of("loss"), List.of("loss")));
        assertEquals(List.of("stage", "epoch", "training_reflow", "training_distillation", "validation_psnr", "seconds",
            "best"),
            columns(List.of("Reflow", "Distillation"), List.of("reflow", "distillation"), List.of("psnr")));
        assertEquals(List.of("epoch", "training_critic", "seconds", "best"),
            columns(List.of("Training"), List.of("critic"), List.of()));
    }
}
