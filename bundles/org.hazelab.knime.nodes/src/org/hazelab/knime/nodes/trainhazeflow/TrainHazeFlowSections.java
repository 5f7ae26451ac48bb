// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazeflow;

import org.hazelab.knime.nodes.trainhazeflow.StageParameters.IsCustom;
import org.hazelab.knime.nodes.trainhazeflow.StageParameters.CustomDistillation;
import org.hazelab.knime.nodes.trainhazeflow.StageParameters.CustomPretrain;
import org.hazelab.knime.nodes.trainhazeflow.StageParameters.CustomReflow;
import org.hazelab.knime.nodes.trainhazeflow.ImagesParameters.HasPretrain;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.HorizontalLayout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;

/** The places of the dialog of Train HazeFlow, in their order. What has no place here comes before all of them. */
interface TrainHazeFlowSections {

    @Section(title = "Custom network")
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    interface NetworkSection {

        @HorizontalLayout
        interface Weights {
        }
    }

    @Section(title = "Custom pretraining", description = "How long the first stage is trained, and how fast. The "
        + "learning rate rises from 0 in a straight line, then falls along half a cosine.")
    @After(NetworkSection.class)
    @Effect(predicate = CustomPretrain.class, type = EffectType.SHOW)
    interface PretrainSection {

        @HorizontalLayout
        interface Length {
        }

        @HorizontalLayout
        @After(Length.class)
        interface Batch {
        }

        @HorizontalLayout
        @After(Batch.class)
        interface Rates {
        }
    }

    @Section(title = "Custom reflow", description = "How long the second stage is trained, and how fast.")
    @After(PretrainSection.class)
    @Effect(predicate = CustomReflow.class, type = EffectType.SHOW)
    interface ReflowSection {

        @HorizontalLayout
        interface Length {
        }

        @HorizontalLayout
        @After(Length.class)
        interface Batch {
        }
    }

    @Section(title = "Custom distillation", description = "How long the third stage is trained, and how fast.")
    @After(ReflowSection.class)
    @Effect(predicate = CustomDistillation.class, type = EffectType.SHOW)
    interface DistillationSection {

        @HorizontalLayout
        interface Length {
        }

        @HorizontalLayout
        @After(Length.class)
        interface Batch {
        }
    }

    @Section(title = "Data")
    @Advanced
    @After(DistillationSection.class)
    interface DataSection {

        @HorizontalLayout
        interface Pairs {
        }

        @After(Pairs.class)
        interface BelowPairs {
        }
    }

    @Section(title = "Haze", description = "The haze that Pretrain puts on clean images, another one on every crop.")
    @Advanced
    @After(DataSection.class)
    @Effect(predicate = HasPretrain.class, type = EffectType.SHOW)
    interface HazeSection {
    }

    @Section(title = "Losses", description = "What the network is taught by: each loss is a sum of terms, and the "
        + "history has every one of them.")
    @Advanced
    @After(HazeSection.class)
    interface LossesSection {
    }

    @Section(title = "Checkpoint and model")
    @Advanced
    @After(LossesSection.class)
    interface CheckpointSection {

        /** Below the checkpoint. */
        interface Model {
        }
    }

    @Section(title = "Computation")
    @Advanced
    @After(CheckpointSection.class)
    interface ComputationSection {
    }
}
