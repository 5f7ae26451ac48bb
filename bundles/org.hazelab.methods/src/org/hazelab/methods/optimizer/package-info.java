// SPDX-License-Identifier: Apache-2.0
/** Optimizers, gradients and moving averages as code of a network, and the learning rates of their steps. */
package org.hazelab.methods.optimizer;
