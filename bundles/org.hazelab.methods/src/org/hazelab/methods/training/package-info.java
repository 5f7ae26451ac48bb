// SPDX-License-Identifier: Apache-2.0
/** The training loop of all methods: rounds of batches, validation, the best weights, history and checkpoints. */
package org.hazelab.methods.training;
