// SPDX-License-Identifier: Apache-2.0
/**
 * Runs KNIME workflows without KNIME: the command line. What it needs of KNIME's API is in the stand-in bundles
 * {@code org.knime.core} and {@code org.knime.core.ui}; nodes are found through their plugin.xml.
 */
package org.hazelab.host;
