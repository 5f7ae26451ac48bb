// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.renderer;

import org.knime.core.data.DataColumnSpec;

/** Makes renderers; registered at {@code org.knime.core.DataValueRenderer}. */
public interface DataValueRendererFactory {

    /** The name people choose the renderer by. */
    String getDescription();

    /** A renderer for the column. */
    DataValueRenderer createRenderer(DataColumnSpec colSpec);
}
