// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.csv;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.hazelab.knime.nodes.testing.TestTable.PNG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.TestTable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;

class CsvWriterTest {

    @AutoClose
    private final NodeTester writer = new NodeTester(new CsvWriterNodeFactory());

    private final TestTable mixed = TestTable.of("image", IMAGE, "name", StringCell.TYPE, "width", IntCell.TYPE, "t",
        DoubleCell.TYPE, "good", BooleanCell.TYPE).row("Row0", Pictures.pattern(3, 2, 1), "a", 3, 0.5, true)
        .row("Row1", null, "b", 4, 1.0, false);

    private Path file() {
        return writer.workflow().resolve("data/output/table.csv");
    }

    private String written(final TestTable table) throws IOException {
        writer.execute(table).isQuiet();
        String text = Files.readString(file(), StandardCharsets.UTF_8);
        Files.delete(file());
        return text;
    }

    @Test
    void writesAllNumbersTextsAndTruthValuesButNoImages() throws IOException {
        assertEquals("name,width,t,good\r\na,3,0.5,true\r\nb,4,1.0,false\r\n", written(mixed));
    }

    @Test
    void writesTheChosenColumnsInTheOrderOfTheTable() throws IOException {
        writer.set("columns/manualFilter/manuallySelected", new String[] {"t", "name"})
            .set("columns/manualFilter/includeUnknownColumns", false);
        assertEquals("name,t\r\na,0.5\r\nb,1.0\r\n", written(mixed));
    }

    @Test
    void writesColumnsThatNobodyHasChosenYetWhenUnknownOnesAreIncluded() throws IOException {
        writer.set("columns/manualFilter/manuallySelected", new String[] {"t"})
            .set("columns/manualFilter/manuallyDeselected", new String[] {"name", "width"});
        assertEquals("t,good\r\n0.5,true\r\n1.0,false\r\n", written(mixed));
    }

    @Test
    void choosesColumnsByPattern() throws IOException {
        writer.set("columns/mode", "WILDCARD").set("columns/patternFilter/pattern", "*d*");
        assertEquals("width,good\r\n3,true\r\n4,false\r\n", written(mixed));
    }

    @Test
    void writesRowKeysFirst() throws IOException {
        writer.set("rowKeys", true);
        assertEquals("RowID,name,width,t,good\r\nRow0,a,3,0.5,true\r\nRow1,b,4,1.0,false\r\n", written(mixed));
    }

    @Test
    void writesRowKeysAloneWhenThereIsNothingElse() throws IOException {
        writer.set("rowKeys", true);
        assertEquals("RowID\r\nRow0\r\n", written(TestTable.ofImages(Pictures.pattern(3, 2, 1))));
    }

    @Test
    void quotesWhatTheSeparatorWouldBreak() throws IOException {
        TestTable table = TestTable.of("a,b", StringCell.TYPE, "c;d", StringCell.TYPE, "e\tf", StringCell.TYPE)
            .row("Row0", "1,2", "say \"x\"", "two\nlines");
        assertEquals("\"a,b\",c;d,e\tf\r\n\"1,2\",\"say \"\"x\"\"\",\"two\nlines\"\r\n", written(table));
        writer.set("separator", "SEMICOLON");
        assertEquals("a,b;\"c;d\";e\tf\r\n1,2;\"say \"\"x\"\"\";\"two\nlines\"\r\n", written(table));
        writer.set("separator", "TAB");
        assertEquals("a,b\tc;d\t\"e\tf\"\r\n1,2\t\"say \"\"x\"\"\"\t\"two\nlines\"\r\n", written(table));
    }

    @Test
    void leavesMissingValuesEmptyAndQuotesEmptyTexts() throws IOException {
        TestTable table = TestTable.of("text", StringCell.TYPE, "number", DoubleCell.TYPE, "truth", BooleanCell.TYPE)
            .row("Row0", null, null, null).row("Row1", "", 0.0, false);
        assertEquals("text,number,truth\r\n,,\r\n\"\",0.0,false\r\n", written(table));
    }

    @Test
    void writesNumbersThatReadBackAsTheSame() throws IOException {
        double[] numbers = {0.1, 1 / 3.0, Math.PI, 1e-300, 4.9e-324, 1.7976931348623157e308, -0.0, 123456789.125, 1e21,
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        TestTable table = TestTable.of("x", DoubleCell.TYPE);
        for (int i = 0; i < numbers.length; i++) {
            table.row("Row" + i, numbers[i]);
        }
        List<String> lines = written(table).lines().skip(1).toList();
        assertArrayEquals(numbers, lines.stream().mapToDouble(Double::parseDouble).toArray());
    }

    @Test
    void writesWholeNumbersWithAllTheirDigits() throws IOException {
        TestTable table = TestTable.of("long", LongCell.TYPE, "int", IntCell.TYPE)
            .row("Row0", Long.MAX_VALUE, Integer.MIN_VALUE);
        assertEquals("long,int\r\n9223372036854775807,-2147483648\r\n", written(table));
    }

    @Test
    void writesTheSameWhateverTheLanguageOfTheComputer() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("x\r\n1234.5\r\n", written(TestTable.of("x", DoubleCell.TYPE).row("Row0", 1234.5)));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void writesUtf8AndMarksItOnlyForExcel() throws IOException {
        TestTable table = TestTable.of("\u00fc", StringCell.TYPE).row("Row0", "\u96fe \ud83c\udf2b");
        assertEquals("\u00fc\r\n\u96fe \ud83c\udf2b\r\n", written(table));
        writer.set("byteOrderMark", true);
        assertEquals("\ufeff\u00fc\r\n\u96fe \ud83c\udf2b\r\n", written(table));
    }

    @Test
    void refusesATableOfImagesAlone() {
        TestTable images = TestTable.of("image", IMAGE, "png", PNG);
        assertEquals("No column is chosen that can be written. Choose columns of numbers or texts.",
            writer.configure(images.spec()).refusal());
    }

    @Test
    void refusesToWriteImagesThatAreChosenByHand() {
        writer.set("columns/manualFilter/manuallySelected", new String[] {"image"})
            .set("columns/manualFilter/includeUnknownColumns", false);
        assertEquals("No column is chosen that can be written. Choose columns of numbers or texts.",
            writer.configure(mixed.spec()).refusal());
    }

    @Test
    void writesOnlyTheNamesOfAnEmptyTable() throws IOException {
        assertEquals("x\r\n", written(TestTable.of("x", DoubleCell.TYPE)));
    }

    @Test
    void leavesAFileThatIsThereUnlessToldToOverwriteIt() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "old");
        String failure = writer.execute(mixed).failure();
        assertTrue(failure.contains("The file \"" + file() + "\" exists already"), failure);
        assertEquals("old", Files.readString(file()));
        writer.set("ifExists", "OVERWRITE");
        assertTrue(written(mixed).startsWith("name,width"));
        assertEquals(List.of(), writer.files());
    }

    @Test
    void makesMissingFoldersUnlessToldNotTo() throws IOException {
        writer.set("folder", "knime://knime.workflow/a/b").set("fileName", "c.tsv").execute(mixed).isQuiet();
        assertEquals(List.of("a/b/c.tsv"), writer.files());
        String failure = writer.set("folder", "knime://knime.workflow/missing").set("createFolder", false)
            .execute(mixed).failure();
        Path missing = writer.workflow().resolve("missing");
        assertTrue(failure.contains("The folder \"" + missing + "\" does not exist"), failure);
        assertEquals(List.of("a/b/c.tsv"), writer.files());
    }

    @Test
    void refusesWhatIsNoFileName() {
        for (String name : List.of("", " ", "a/b.csv", "..\\b.csv")) {
            String refusal = writer.set("fileName", name).configure(mixed.spec()).refusal();
            assertTrue(refusal.startsWith("\"" + name + "\" is no file name."), refusal);
        }
        assertEquals("No folder is given. Enter the folder to write into.",
            writer.reset().set("folder", "").configure(mixed.spec()).refusal());
    }
}
