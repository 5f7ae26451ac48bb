// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import java.awt.Graphics;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.renderer.AbstractDataValueRendererFactory;
import org.knime.core.data.renderer.AbstractPainterDataValueRenderer;
import org.knime.core.data.renderer.DataValueRenderer;

/** Paints the first byte as a grey square. */
@SuppressWarnings("serial")
public final class BytesRenderer extends AbstractPainterDataValueRenderer {

    private transient BytesValue value;

    @Override
    protected void setValue(final Object newValue) {
        value = newValue instanceof BytesValue bytes ? bytes : null;
    }

    @Override
    protected void paintComponent(final Graphics g) {
        int grey = value == null ? 0 : value.bytes()[0] & 255;
        g.setColor(new java.awt.Color(grey, grey, grey));
        g.fillRect(0, 0, getWidth(), getHeight());
    }

    /** Makes it. */
    public static final class Factory extends AbstractDataValueRendererFactory {

        @Override
        public String getDescription() {
            return "Test Bytes";
        }

        @Override
        public DataValueRenderer createRenderer(final DataColumnSpec colSpec) {
            return new BytesRenderer();
        }
    }
}
