// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** Gives rows with a number, and a text that shows the parameters; has a parameter of every kind. */
public final class SourceNodeFactory extends DefaultNodeFactory {

    /** A choice. */
    public enum Kind {
        /** One. */
        @Label(value = "First kind", description = "The <b>first</b> one.")
        FIRST,
        /** Another. */
        SECOND
    }

    interface KindRef extends ParameterReference<Kind> {
    }

    static final class IsSecond implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindRef.class).isOneOf(Kind.SECOND);
        }
    }

    static final class MaxRows extends MaxValidation {
        @Override
        protected double getMax() {
            return 5000;
        }
    }

    @Section(title = "More")
    interface More {
    }

    /** A group. */
    public static final class Group implements WidgetGroup, Persistable {
        @Widget(title = "Inner", description = "A number in a group.")
        int inner = 3;
        @Widget(title = "Flag", description = "A truth value in a group.")
        boolean flag = true;
    }

    /** A parameter of every kind; the leading m_ of one is no part of its name. */
    public static final class Parameters implements NodeParameters {
        @Widget(title = "Rows", description = "How many rows.")
        @NumberInputWidget(minValidation = MinValidation.IsPositiveIntegerValidation.class,
            maxValidation = MaxRows.class)
        int m_rows = 4;
        @Widget(title = "Kind", description = "Which kind.")
        @ValueReference(KindRef.class)
        Kind kind = Kind.FIRST;
        @Widget(title = "Path", description = "A path.")
        @Effect(predicate = IsSecond.class, type = EffectType.SHOW)
        String path = "data/in.bin";
        @Widget(title = "Optional", description = "Off at first.")
        Optional<Double> opt = Optional.empty();
        Optional<Double> optSet = Optional.of(1.5);
        @Layout(More.class)
        @Widget(title = "Long", description = "A long number.")
        long longNumber = 5;
        @Widget(title = "Double", description = "A number.")
        double dbl = 0.25;
        String[] names = {"a", "b"};
        @Layout(More.class)
        Group group = new Group();
        @Migrate(loadDefaultIfAbsent = true)
        int added = 7;
        private int ignored = 1;

        @Override
        public void validate() throws InvalidSettingsException {
            if (m_rows < 0) {
                throw new InvalidSettingsException("Rows must not be negative.");
            }
        }

        String text() {
            return String.join("|", kind.name(), path, opt.toString(), optSet.toString(), Long.toString(longNumber),
                Double.toString(dbl), Arrays.stream(names).collect(Collectors.joining("+")),
                Integer.toString(group.inner), Boolean.toString(group.flag), Integer.toString(added),
                Integer.toString(ignored));
        }
    }

    private static final DataTableSpec SPEC =
        new DataTableSpec(new DataColumnSpecCreator("number", IntCell.TYPE).createSpec(),
            new DataColumnSpecCreator("text", StringCell.TYPE).createSpec());

    /** For the extension point. */
    public SourceNodeFactory() {
        super(DefaultNode.create().name("Test Source").icon("icon.png").shortDescription("Gives rows.")
            .fullDescription("<p>Gives <b>rows</b>:</p><ul><li>a number</li><li>a text</li></ul>").sinceVersion(5, 8, 0)
            .ports(p -> p.addOutputTable("Out", "The rows."))
            .model(m -> m.parametersClass(Parameters.class).configure((i, o) -> o.setOutSpecs(SPEC))
                .execute(SourceNodeFactory::execute))
            .nodeType(NodeType.Source).keywords("rows"));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException {
        Parameters parameters = in.getParameters();
        BufferedDataContainer rows = in.getExecutionContext().createDataContainer(SPEC);
        for (int i = 0; i < parameters.m_rows; i++) {
            in.getExecutionContext().checkCanceled();
            in.getExecutionContext().setProgress((i + 1) / (double)parameters.m_rows, "Row " + i);
            rows.addRowToTable(
                new DefaultRow(RowKey.createRowKey((long)i), new IntCell(i), new StringCell(parameters.text())));
        }
        rows.close();
        out.setOutData(rows.getTable());
    }
}
