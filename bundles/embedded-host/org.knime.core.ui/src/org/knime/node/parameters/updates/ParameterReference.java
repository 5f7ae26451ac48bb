// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

/** The name of a field: a class made for it, {@code interface Mode extends ParameterReference<ModeEnum>}. */
public interface ParameterReference<T> {
}
