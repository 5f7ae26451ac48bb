// SPDX-License-Identifier: Apache-2.0
/**
 * The port that trained models travel through: the model's file in a file store, and beside it what the file says about
 * itself, which nodes know already when they are configured.
 *
 * <p>The class names here are stored in users' workflows and never change.
 */
package org.hazelab.knime.nodes.model;
