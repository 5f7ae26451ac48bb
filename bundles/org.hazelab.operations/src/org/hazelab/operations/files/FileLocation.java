// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hazelab.imaging.HazeLabException;

/**
 * The file or folder that a typed text means.
 *
 * <p>Understood are whole paths of the operating system, taken literally (a {@code %20} or {@code #} in them is part of
 * the name); {@code file:} URIs; and {@code knime://knime.workflow/...}, a path in the workflow's folder, where
 * {@code ..} goes up as in any path. In URIs a percent sign followed by two hexadecimal digits stands for a byte of
 * UTF-8; everything else, such as blanks, umlauts and {@code #}, may be typed as it is. A path pasted in double quotes
 * loses them.
 *
 * <p>A relative path is refused: the working directory of KNIME can be anywhere, and the workflow's folder, which is a
 * copy on a server, is not what a path typed in a shell refers to.
 */
public final class FileLocation {

    /** Two letters at least: a single one is a Windows drive. */
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("//([^/]*)(.*)", Pattern.DOTALL);
    private static final String POSSIBLE =
        "Give a whole path of this computer, or knime://knime.workflow/ and a path in the "
            + "workflow's folder";

    private FileLocation() {
    }

    /**
     * Finds the path that a text means; it need not exist.
     *
     * @param workflowFolder the workflow's folder, if there is one
     * @return absolute, without {@code .} and {@code ..}
     * @throws HazeLabException if the text is blank, no path, a relative one, or names a place that cannot be reached
     *     as a file
     */
    public static Path resolve(String text, Optional<Path> workflowFolder) throws HazeLabException {
        String typed = text == null ? "" : text.strip();
        if (typed.length() >= 2 && typed.startsWith("\"") && typed.endsWith("\"")) {
            typed = typed.substring(1, typed.length() - 1).strip();
        }
        if (typed.isEmpty()) {
            throw new HazeLabException("No file or folder is given", POSSIBLE);
        }
        try {
            Matcher uri = SCHEME.matcher(typed);
            Path path = uri.matches()
                ? ofUri(typed, uri.group(1).toLowerCase(Locale.ROOT), uri.group(2), workflowFolder) : Path.of(typed);
            if (!path.isAbsolute()) {
                throw relative(typed, path);
            }
            return path.normalize();
        } catch (InvalidPathException e) {
            throw noPath(typed, e);
        }
    }

    /**
     * Checks what can be checked before a node executes; a blank text passes, as it may still get a value.
     *
     * @throws HazeLabException as {@link #resolve}, but for what hangs on the workflow's folder
     */
    public static void check(String text) throws HazeLabException {
        if (text != null && !text.isBlank()) {
            resolve(text, Optional.of(Path.of("").toAbsolutePath()));
        }
    }

    /**
     * A file in a folder.
     *
     * @param name its name, no path
     * @throws HazeLabException if no file can have the name on this computer
     */
    public static Path inFolder(Path folder, String name) throws HazeLabException {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw noPath(name, e);
        }
    }

    /** Says both what it may mean; the current folder is that of a shell, if the workflow was started from one. */
    private static HazeLabException relative(String typed, Path path) {
        boolean home = typed.equals("~") || typed.startsWith("~/");
        Path whole = home ? Path.of(System.getProperty("user.home"), typed.substring(1)) : path;
        String inWorkflow = home ? "" : "knime://knime.workflow/" + typed.replace('\\', '/').replaceFirst("^/+", "")
            + " for a place in the workflow's folder, or ";
        return new HazeLabException("\"" + typed + "\" does not say in which folder it lies",
            "Enter " + inWorkflow + "the whole path, such as " + whole.toAbsolutePath().normalize());
    }

    private static HazeLabException noPath(String typed, InvalidPathException e) {
        Charset names = charsetOfNames();
        if (!names.equals(StandardCharsets.UTF_8) && !names.newEncoder().canEncode(typed)) {
            return new HazeLabException("\"" + typed + "\" has characters that file names cannot have here, since Java"
                + " was started with the character set " + names,
                "Set the environment variable LC_ALL to C.UTF-8, or to"
                    + " another locale with UTF-8, before KNIME starts",
                e);
        }
        return new HazeLabException("\"" + typed + "\" is no path: " + e.getReason(), POSSIBLE, e);
    }

    /** What Java writes file names in, which no option changes once it runs. */
    private static Charset charsetOfNames() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    private static Path ofUri(String typed, String scheme, String rest, Optional<Path> workflowFolder)
        throws HazeLabException {
        Matcher parts = AUTHORITY.matcher(rest);
        boolean hosted = parts.matches();
        String host = hosted ? parts.group(1) : "";
        String path = decode(typed, hosted ? parts.group(2) : rest);
        switch (scheme) {
            case "file" :
                if (!host.isEmpty() && !host.equalsIgnoreCase("localhost")) {
                    throw new HazeLabException("\"" + typed + "\" names a file on the computer \"" + host + "\"",
                        "Give the path under which this computer sees the file");
                }
                if (path.isEmpty()) {
                    throw new HazeLabException("\"" + typed + "\" names no file", POSSIBLE);
                }
                boolean drive = File.separatorChar == '\\' && path.matches("/[A-Za-z]:.*");
                return Path.of(drive ? path.substring(1) : path);
            case "knime" :
                if (!host.equalsIgnoreCase("knime.workflow")) {
                    throw new HazeLabException("\"" + typed
                        + "\" is in a place that cannot be read or written as a file"
                        + (host.isEmpty() ? "" : " (" + host + ")"), POSSIBLE);
                }
                if (workflowFolder.isEmpty()) {
                    throw new HazeLabException("\"" + typed + "\" cannot be found, since the workflow has no folder",
                        "Save the workflow first, or give a path of this computer");
                }
                return workflowFolder.get().resolve(path.replaceFirst("^/+", ""));
            default :
                throw new HazeLabException("\"" + typed + "\" is an address of the kind \"" + scheme
                    + "\", which cannot be read or written as a file", POSSIBLE);
        }
    }

    /** Replaces percent and two hexadecimal digits by the byte they stand for; the bytes are UTF-8. */
    private static String decode(String typed, String encoded) throws HazeLabException {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                decoded.write(16 * high + low);
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new HazeLabException("\"" + typed + "\" holds percent signs that do not stand for letters",
                "Type the name as it is, or write a percent sign as %25", e);
        }
    }
}
