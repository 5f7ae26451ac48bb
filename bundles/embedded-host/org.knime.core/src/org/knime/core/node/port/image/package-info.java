// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's port for one image. */
package org.knime.core.node.port.image;
