// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageFileWriter;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.cell.FloatImageCellFactory;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** An input table, written down row by row. */
public final class TestTable implements TestInput {

    /** Marks a column of HazeLab images. */
    public static final DataType IMAGE = FloatImageCellFactory.TYPE;
    /** Marks a column of KNIME's PNG images. */
    public static final DataType PNG = PNGImageCellFactory.TYPE;

    private record Row(String key, Object[] values) {
    }

    private final DataTableSpec spec;
    private final List<Row> rows = new ArrayList<>();

    private TestTable(final DataTableSpec spec) {
        this.spec = spec;
    }

    /** Columns: name, type, name, type, and so on. */
    public static TestTable of(final Object... columns) {
        DataColumnSpec[] specs = new DataColumnSpec[columns.length / 2];
        for (int c = 0; c < specs.length; c++) {
            specs[c] = new DataColumnSpecCreator((String)columns[2 * c], (DataType)columns[2 * c + 1]).createSpec();
        }
        return new TestTable(new DataTableSpec(specs));
    }

    /** One column "image" of HazeLab images, with the keys Row0, Row1 and so on; null is a missing image. */
    public static TestTable ofImages(final FloatImage... images) {
        TestTable table = of("image", IMAGE);
        for (int i = 0; i < images.length; i++) {
            table.row("Row" + i, images[i]);
        }
        return table;
    }

    /** Adds a row of cells, images, texts, numbers and truth values; null is a missing cell without a reason. */
    public TestTable row(final String key, final Object... values) {
        rows.add(new Row(key, values.clone()));
        return this;
    }

    @Override
    public DataTableSpec spec() {
        return spec;
    }

    @Override
    public BufferedDataTable build(final String name, final ExecutionContext exec) {
        BufferedDataContainer container = exec.createDataContainer(spec);
        for (Row row : rows) {
            DataCell[] cells = new DataCell[row.values.length];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = cell(row.values[c], name + "_" + row.key + "_" + c, exec);
            }
            container.addRowToTable(new DefaultRow(row.key, cells));
        }
        container.close();
        return container.getTable();
    }

    private static DataCell cell(final Object value, final String name, final ExecutionContext exec) {
        if (value == null) {
            return new MissingCell(null);
        } else if (value instanceof DataCell cell) {
            return cell;
        } else if (value instanceof FloatImage image) {
            return imageCell(image, name, exec);
        } else if (value instanceof Integer number) {
            return new IntCell(number);
        } else if (value instanceof Long number) {
            return new LongCell(number);
        } else if (value instanceof Double number) {
            return new DoubleCell(number);
        } else if (value instanceof Boolean truth) {
            return truth ? BooleanCell.TRUE : BooleanCell.FALSE;
        }
        return new StringCell((String)value);
    }

    /** A HazeLab image cell with a file store of that name. */
    public static DataCell imageCell(final FloatImage image, final String name, final ExecutionContext exec) {
        try {
            return FloatImageCellFactory.create(image, exec.createFileStore(name.replace('/', '_')), Progress.NONE);
        } catch (HazeLabException | IOException e) {
            throw new IllegalStateException("The image cannot be stored", e);
        }
    }

    /** KNIME's PNG cell with 8 or 16 bits. */
    public static DataCell png(final FloatImage image, final int bits) {
        try {
            return PNGImageCellFactory.create(ImageFileWriter.toPng(image, bits, Progress.NONE));
        } catch (HazeLabException e) {
            throw new IllegalStateException("The image is none for PNG", e);
        }
    }
}
