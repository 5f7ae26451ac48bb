// SPDX-License-Identifier: Apache-2.0
/** The batches of HazeFlow's three stages: Pretrain, Reflow and Distillation. */
package org.hazelab.methods.hazeflow.data;
