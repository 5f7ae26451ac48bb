// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's nodes: factories, models, execution, settings, progress, errors. */
package org.knime.core.node;
