// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell whose values lie between bounds. */
public interface BoundedValue extends DataValue {
}
