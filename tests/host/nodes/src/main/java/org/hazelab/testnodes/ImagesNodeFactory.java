// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

import javax.imageio.ImageIO;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.MissingCell;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** Gives three rows with bytes in file stores and PNG images, a large one, a small one, and missing cells. */
public final class ImagesNodeFactory extends DefaultNodeFactory {

    /** The columns. */
    public static final DataTableSpec SPEC = new DataTableSpec(
        new DataColumnSpecCreator("bytes", BytesCellFactory.TYPE).createSpec(),
        new DataColumnSpecCreator("png", PNGImageCellFactory.TYPE).createSpec());

    /** None. */
    public static final class Parameters implements NodeParameters {
    }

    /** For the extension point. */
    public ImagesNodeFactory() {
        super(DefaultNode.create().name("Test Images").icon("icon.png").shortDescription("Gives images.")
            .fullDescription("Gives images.").sinceVersion(5, 8, 0).ports(p -> p.addOutputTable("Out", "The images."))
            .model(m -> m.parametersClass(Parameters.class).configure((i, o) -> o.setOutSpecs(SPEC))
                .execute(ImagesNodeFactory::execute)));
    }

    /** A PNG file of noise, which does not shrink. */
    public static byte[] png(final int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, random.nextInt());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        BufferedDataContainer rows = in.getExecutionContext().createDataContainer(SPEC);
        try {
            for (int i = 0; i < 2; i++) {
                byte[] bytes = new byte[1000];
                Arrays.fill(bytes, (byte)(i + 100));
                DataCell cell = new BytesCell(bytes, in.getExecutionContext().createFileStore("bytes_" + i));
                DataCell png = PNGImageCellFactory.create(png(i == 0 ? 200 : 8));
                rows.addRowToTable(new DefaultRow(RowKey.createRowKey((long)i), cell, png));
            }
        } catch (IOException e) {
            throw KNIMEException.of(Message.fromSummary("A file store cannot be made."), e);
        }
        rows.addRowToTable(new DefaultRow(RowKey.createRowKey(2L), new MissingCell("no bytes"), new MissingCell(null)));
        rows.close();
        out.setOutData(rows.getTable());
    }
}
