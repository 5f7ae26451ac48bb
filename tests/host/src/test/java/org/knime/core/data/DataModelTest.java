// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.hazelab.testnodes.BytesCellFactory;
import org.hazelab.testnodes.BytesValue;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.ImageValue;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageValue;

class DataModelTest {

    private static DataColumnSpec column(final String name, final DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    @Test
    void typesHaveKnimesNamesAndPreferredValues() {
        assertEquals(List.of("String", "Number (Integer)", "Number (Long Integer)", "Number (Float)", "Boolean",
            "Image (PNG)", "Test Bytes"),
            List.of(StringCell.TYPE, IntCell.TYPE, LongCell.TYPE, DoubleCell.TYPE, BooleanCell.TYPE,
                PNGImageCellFactory.TYPE, BytesCellFactory.TYPE).stream().map(DataType::getName).toList());
        assertEquals(IntValue.class, IntCell.TYPE.getPreferredValueClass());
        assertEquals(BytesValue.class, BytesCellFactory.TYPE.getPreferredValueClass());
        assertTrue(BytesCellFactory.TYPE.isCompatible(ImageValue.class));
    }

    @Test
    void numbersAreCompatibleAsInKnime() {
        assertTrue(IntCell.TYPE.isCompatible(DoubleValue.class));
        assertTrue(IntCell.TYPE.isCompatible(LongValue.class));
        assertFalse(DoubleCell.TYPE.isCompatible(IntValue.class));
        assertTrue(BooleanCell.TYPE.isCompatible(NominalValue.class));
        assertTrue(PNGImageCellFactory.TYPE.isCompatible(ImageValue.class));
        assertTrue(DoubleCell.TYPE.isASuperTypeOf(IntCell.TYPE));
        assertFalse(IntCell.TYPE.isASuperTypeOf(DoubleCell.TYPE));
    }

    @Test
    void theTypeOfMissingCellsFitsEveryColumn() {
        DataType missing = DataType.getMissingCell().getType();
        assertTrue(missing.isCompatible(PNGImageValue.class));
        assertTrue(StringCell.TYPE.isASuperTypeOf(missing));
        assertFalse(missing.isASuperTypeOf(StringCell.TYPE));
    }

    @Test
    void cellsAreEqualAsInKnime() {
        assertEquals(new IntCell(1), new IntCell(1));
        assertNotEquals(new IntCell(1), new LongCell(1));
        assertEquals(new MissingCell("a"), DataType.getMissingCell());
        assertNotEquals(DataType.getMissingCell(), new StringCell("?"));
        assertEquals(new DoubleCell(Double.NaN), new DoubleCell(Double.NaN));
        assertEquals("why", ((MissingValue)new MissingCell("why")).getError());
        assertEquals("?", new MissingCell("why").toString());
    }

    @Test
    void rowsNeedTheirCells() {
        assertThrows(NullPointerException.class, () -> new DefaultRow("Row0", new StringCell("a"), null));
        DataRow row = new DefaultRow(RowKey.createRowKey(3L), new IntCell(1), new StringCell("a"));
        assertEquals("Row3", row.getKey().getString());
        assertEquals(row, new DefaultRow("Row3", new IntCell(1), new StringCell("a")));
        assertEquals(2, row.stream().count());
    }

    @Test
    void specsFindTheirColumnsAndRefuseANameTwice() {
        DataTableSpec spec = new DataTableSpec(column("a", StringCell.TYPE), column(" b ", IntCell.TYPE));
        assertEquals(List.of("a", "b"), List.of(spec.getColumnNames()));
        assertEquals(1, spec.findColumnIndex("b"));
        assertEquals(-1, spec.findColumnIndex("c"));
        assertEquals(-1, spec.findColumnIndex(null));
        assertEquals(IntCell.TYPE, spec.getColumnSpec("b").getType());
        assertTrue(spec.containsName("a"));
        assertEquals("default", spec.getName());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
            () -> new DataTableSpec(column("a", StringCell.TYPE), column("a", IntCell.TYPE)));
        assertEquals("Duplicate column name \"a\" at positions 0 and 1.", e.getMessage());
    }

    @Test
    void namesAreMadeUniqueAsInKnime() {
        DataTableSpec spec =
            new DataTableSpec(column("a", IntCell.TYPE), column("a (#1)", IntCell.TYPE));
        assertEquals("a (#2)", DataTableSpec.getUniqueColumnName(spec, "a"));
        assertEquals("b", DataTableSpec.getUniqueColumnName(spec, " b "));
    }

    @Test
    void specsArePutTogether() {
        DataTableSpec spec = new DataTableSpec(column("a", IntCell.TYPE), column("b", IntCell.TYPE));
        DataTableSpec more = new DataTableSpecCreator(spec).addColumns(column("c", StringCell.TYPE)).createSpec();
        assertEquals(List.of(IntCell.TYPE, IntCell.TYPE, StringCell.TYPE),
            more.stream().map(DataColumnSpec::getType).toList());
        assertEquals("Column \"b\" already contained at index 1", assertThrows(IllegalArgumentException.class,
            () -> new DataTableSpecCreator(spec).addColumns(column("b", IntCell.TYPE))).getMessage());
        assertEquals(spec, new DataTableSpecCreator(spec).createSpec());
    }

    @Test
    void renderersAreFoundThroughPluginXml() {
        var renderers = BytesCellFactory.TYPE.getRendererFactories();
        assertEquals(List.of("org.hazelab.testnodes.BytesRenderer$Factory"),
            renderers.stream().map(r -> r.getClass().getName()).toList());
    }
}
