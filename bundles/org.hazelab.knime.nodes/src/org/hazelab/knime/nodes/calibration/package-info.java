// SPDX-License-Identifier: Apache-2.0
/** The node Calibration. */
package org.hazelab.knime.nodes.calibration;
