// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's messages: summary, resolutions. */
package org.knime.core.node.message;
