// SPDX-License-Identifier: Apache-2.0
/** The node Haze Synthesizer. */
package org.hazelab.knime.nodes.synthesizer;
