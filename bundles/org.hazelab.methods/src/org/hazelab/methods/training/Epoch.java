// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

/**
 * What came of one epoch.
 *
 * @param number from 1
 * @param loss the mean over the training crops, each before the step that it was part of
 * @param validation the mean over the validation crops after the epoch; NaN if there are none
 * @param best whether these weights are the best so far
 */
public record Epoch(int number, double loss, double validation, boolean best) {
}
