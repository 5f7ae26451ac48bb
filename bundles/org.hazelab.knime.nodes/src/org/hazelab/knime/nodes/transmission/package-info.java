// SPDX-License-Identifier: Apache-2.0
/** The node DCP Transmission. */
package org.hazelab.knime.nodes.transmission;
