// SPDX-License-Identifier: Apache-2.0
/** The node Dehaze. */
package org.hazelab.knime.nodes.dehaze;
