// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** Gives one picture at KNIME's port for images. */
public final class DrawNodeFactory extends DefaultNodeFactory {

    private static final int SIDE = 9;

    /** None. */
    public static final class Parameters implements NodeParameters {
    }

    /** For the extension point. */
    public DrawNodeFactory() {
        super(DefaultNode.create().name("Test Draw").icon("icon.png").shortDescription("Draws a picture.")
            .fullDescription("Draws a picture.").sinceVersion(5, 8, 0)
            .ports(p -> p.addOutputPort("Picture", "The picture.", ImagePortObject.TYPE))
            .model(m -> m.parametersClass(Parameters.class)
                .configure((i, o) -> o.setOutSpec(0, new ImagePortObjectSpec(PNGImageContent.TYPE)))
                .execute((i, o) -> o.setOutData(0, picture()))));
    }

    private static ImagePortObject picture() {
        return new ImagePortObject(new PNGImageContent(ImagesNodeFactory.png(SIDE)),
            new ImagePortObjectSpec(PNGImageContent.TYPE));
    }
}
