// SPDX-License-Identifier: Apache-2.0
/**
 * The training of HazeFlow in three stages, each of which can be left out: Pretrain on clean images that haze is put
 * on, Reflow and Distillation on real haze, where the network of the stage before is the teacher.
 *
 * <p>All of it is exact: the network's methods have no fast form to train.
 */
package org.hazelab.methods.hazeflow.training;
