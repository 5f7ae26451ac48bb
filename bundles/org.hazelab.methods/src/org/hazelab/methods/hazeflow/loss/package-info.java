// SPDX-License-Identifier: Apache-2.0
/** The losses of HazeFlow's three stages as code of a network's methods, and its equations. */
package org.hazelab.methods.hazeflow.loss;
