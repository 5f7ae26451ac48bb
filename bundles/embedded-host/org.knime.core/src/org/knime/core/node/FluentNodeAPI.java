// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** Marks the classes that describe a node call by call. */
public interface FluentNodeAPI {
}
