// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** Reads a model, and an optional second one and an optional picture; passes the first on. */
public final class UseModelNodeFactory extends DefaultNodeFactory {

    /** The columns. */
    public static final DataTableSpec SPEC =
        new DataTableSpec(new DataColumnSpecCreator("text", StringCell.TYPE).createSpec());

    /** None. */
    public static final class Parameters implements NodeParameters {
    }

    /** For the extension point. */
    public UseModelNodeFactory() {
        super(DefaultNode.create().name("Test Use Model").icon("icon.png").shortDescription("Uses a model.")
            .fullDescription("Uses a model.").sinceVersion(5, 8, 0)
            .dynamicPorts(d -> d
                .addInputPortGroup("Model", g -> g.name("Model").description("A model.").fixed(TextModel.TYPE))
                .addInputPortGroup("More",
                    g -> g.name("More").description("Another model.").optional().supportedTypes(TextModel.TYPE))
                .addInputPortGroup("Picture",
                    g -> g.name("Picture").description("A picture.").optional().supportedTypes(ImagePortObject.TYPE))
                .addOutputPortGroup("Text",
                    g -> g.name("Text").description("What came in.").fixed(BufferedDataTable.TYPE))
                .addOutputPortGroup("Same", g -> g.name("Same").description("The model.").fixed(TextModel.TYPE)))
            .model(m -> m.parametersClass(Parameters.class).configure(UseModelNodeFactory::configure)
                .execute(UseModelNodeFactory::execute)));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out)
        throws InvalidSettingsException {
        TextModelSpec model = (TextModelSpec)in.getInPortSpecs()[0];
        if (model.label().contains("nothing")) {
            throw new InvalidSettingsException("The model is " + model.label() + ".");
        }
        List<String> known = new ArrayList<>();
        for (PortObjectSpec spec : in.getInPortSpecs()) {
            known.add(spec instanceof TextModelSpec text ? text.label()
                : ((ImagePortObjectSpec)spec).getDataType().getName());
        }
        out.setWarningMessage("known: " + known);
        out.setOutSpecs(SPEC, model);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        BufferedDataContainer rows = in.getExecutionContext().createDataContainer(SPEC);
        try {
            for (PortObject object : in.getInPortObjects()) {
                String text = object instanceof TextModel model ? model.getSpec().label() + ": " + model.content()
                    : ((PNGImageValue)((ImagePortObject)object).toDataCell()).getImageContent().getSummary();
                rows.addRowToTable(new DefaultRow("Row" + rows.size(), new StringCell(text)));
            }
        } catch (IOException e) {
            throw KNIMEException.of(Message.fromSummary("The model cannot be read: " + e.getMessage()), e);
        }
        rows.close();
        out.setOutData(0, rows.getTable());
        out.setOutData(1, in.<TextModel>getInPortObject(0));
    }
}
