// SPDX-License-Identifier: Apache-2.0
/** How HazeFlow is trained: the settings of its three stages, the authors' and ours for a processor. */
package org.hazelab.methods.hazeflow.training.settings;
