// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.bytes.AtomicFile;
import org.hazelab.operations.files.OutputFiles;
import org.hazelab.operations.files.OverwritePolicy;

/**
 * Writes a table as comma-separated values (RFC 4180), a row at a time, to a file that appears when it is complete.
 *
 * <p>UTF-8, lines ended by CR LF, a first line with the columns' names. A field that holds the separator, a quote or a
 * line break is quoted, its quotes doubled. A missing value is an empty field, an empty text a pair of quotes; a
 * missing value alone in its row is a pair of quotes as well, since an empty line is no row to many readers. Numbers do
 * not depend on the language of the computer; floating-point ones are the shortest text that reads back as the same.
 * <pre>
 * try (WriteCsv csv = WriteCsv.open(config, columns)) {
 *     csv.row(List.of("a", 1.5));
 *     csv.finish();
 * }
 * </pre>
 * Closed without {@link #finish()}, nothing is left of it. Not thread-safe.
 */
public final class WriteCsv implements AutoCloseable {

    private static final char QUOTE = '"';

    /**
     * How the file is written.
     *
     * @param file where to
     * @param createFolder whether to create its folder where it is missing
     * @param separator what stands between fields: no quote, line break, or other character that numbers need
     * @param byteOrderMark whether the file starts with the mark by which Excel knows UTF-8
     * @param policy what happens to a file that exists
     */
    public record Config(Path file, boolean createFolder, char separator, boolean byteOrderMark,
        OverwritePolicy policy) {

        public Config {
            Objects.requireNonNull(file);
            Objects.requireNonNull(policy);
        }

        /** Commas, no mark, the folder is created, an existing file is an error. */
        public static Config of(Path file) {
            return new Config(file, true, ',', false, OverwritePolicy.FAIL);
        }
    }

    private final Config config;
    private final Path file;
    private final int columns;
    /** Null where the file exists and is kept. */
    private final @Nullable AtomicFile output;
    private final @Nullable BufferedWriter writer;

    private WriteCsv(Config config, Path file, int columns, @Nullable AtomicFile output) {
        this.config = config;
        this.file = file;
        this.columns = columns;
        this.output = output;
        writer = output == null ? null
            : new BufferedWriter(new OutputStreamWriter(output.stream(), StandardCharsets.UTF_8), 1 << 16);
    }

    /**
     * Starts the file and writes the first line.
     *
     * @param columns the names, at least one
     * @throws HazeLabException if the file exists and must not, the folder is missing, the separator cannot be one, or
     *     writing fails
     */
    public static WriteCsv open(Config config, List<String> columns) throws HazeLabException {
        char separator = config.separator();
        if (separator == QUOTE || Character.isLetterOrDigit(separator) || "\r\n.+-".indexOf(separator) >= 0
            || Character.isSurrogate(separator) || separator == 0) {
            throw new HazeLabException("The character '" + separator + "' cannot separate the fields of a CSV file",
                "Use a comma, a semicolon or a tab");
        }
        if (columns.isEmpty()) {
            throw new HazeLabException("A CSV file needs at least one column", "Choose the columns to write");
        }
        Path wanted = config.file().toAbsolutePath().normalize();
        Path folder = wanted.getParent();
        if (wanted.getFileName() == null || folder == null) {
            throw new HazeLabException("\"" + wanted + "\" is no file", "Give the file to write, such as results.csv");
        }
        String name = wanted.getFileName().toString();
        int dot = name.lastIndexOf('.');
        OutputFiles files = new OutputFiles(folder, config.policy(), config.createFolder());
        OutputFiles.Place place = files.claim(dot > 0 ? name.substring(0, dot) : name,
            dot > 0 ? name.substring(dot) : "", "The table");
        AtomicFile output = place.write() ? AtomicFile.create(place.file(), place.replace()) : null;
        WriteCsv csv = new WriteCsv(config, place.file(), columns.size(), output);
        boolean started = false;
        try {
            if (config.byteOrderMark() && csv.writer != null) {
                csv.write("\ufeff");
            }
            csv.row(columns);
            started = true;
            return csv;
        } finally {
            if (!started) {
                csv.close();
            }
        }
    }

    /** Whether the file exists and is kept: rows are then taken and not written. */
    public boolean skips() {
        return output == null;
    }

    /**
     * Writes a row.
     *
     * @param cells a String, Long, Double, Boolean or null (missing) for each column
     * @throws HazeLabException if writing fails
     * @throws IllegalArgumentException if there are more or fewer cells than columns, or one is something else
     */
    public void row(List<?> cells) throws HazeLabException {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells.size() + " cells in a table of " + columns + " columns");
        }
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < columns; c++) {
            if (c > 0) {
                line.append(config.separator());
            }
            append(line, cells.get(c));
        }
        if (columns == 1 && line.length() == 0) {
            line.append(QUOTE).append(QUOTE);
        }
        if (writer != null) {
            write(line.append("\r\n"));
        }
    }

    private void append(StringBuilder line, Object cell) {
        if (cell == null) {
            return;
        }
        if (cell instanceof String text) {
            append(line, text);
        } else if (cell instanceof Long || cell instanceof Boolean) {
            line.append(cell);
        } else if (cell instanceof Double number) {
            line.append(ShortestDecimal.of(number));
        } else {
            throw new IllegalArgumentException("No cell of a CSV file is a " + cell.getClass().getName());
        }
    }

    private void append(StringBuilder line, String text) {
        boolean plain = !text.isEmpty() && text.indexOf(config.separator()) < 0 && text.indexOf(QUOTE) < 0
            && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        if (plain) {
            line.append(text);
        } else {
            line.append(QUOTE).append(text.replace("\"", "\"\"")).append(QUOTE);
        }
    }

    private void write(CharSequence text) throws HazeLabException {
        try {
            Objects.requireNonNull(writer).append(text);
        } catch (IOException e) {
            throw Objects.requireNonNull(output).failed(e);
        }
    }

    /**
     * Completes the file and gives it its name.
     *
     * @return the file, which is another than configured where it got a number
     * @throws HazeLabException if that fails
     */
    public Path finish() throws HazeLabException {
        if (output != null && writer != null) {
            try {
                writer.flush();
            } catch (IOException e) {
                throw output.failed(e);
            }
            output.commit();
        }
        return file;
    }

    /** Gives up a file that is not finished. */
    @Override
    public void close() throws HazeLabException {
        if (output != null) {
            output.close();
        }
    }
}
