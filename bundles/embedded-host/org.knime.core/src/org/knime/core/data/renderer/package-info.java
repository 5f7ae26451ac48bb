// SPDX-License-Identifier: Apache-2.0
/**
 * Stand-in for KNIME's renderers, as far as a headless host needs them: they are found, and can paint into an image.
 */
package org.knime.core.data.renderer;
