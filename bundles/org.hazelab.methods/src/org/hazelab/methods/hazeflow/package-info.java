// SPDX-License-Identifier: Apache-2.0
/**
 * HazeFlow (Shin, Chung, Yang and Kim, ICCV 2025), which dehazes photographs: a network estimates how the hazy image
 * moves towards the clean one, and how far it has to go at each pixel, which one step then does.
 */
package org.hazelab.methods.hazeflow;
