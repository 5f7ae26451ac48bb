// SPDX-License-Identifier: Apache-2.0
/** What the methods share in training: the optimiser's step, the loop over epochs, checkpoints and history. */
package org.hazelab.methods.training;
