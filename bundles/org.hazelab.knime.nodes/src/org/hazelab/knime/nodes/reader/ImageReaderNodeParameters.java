// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.reader;

import org.hazelab.knime.nodes.shared.ImageCells;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.text.TextAreaWidget;

/** What the Image Reader's dialog asks. */
final class ImageReaderNodeParameters implements NodeParameters {

    @Section(title = "Files")
    interface FilesSection {
    }

    @Section(title = "Reading")
    @After(FilesSection.class)
    interface ReadingSection {
    }

    @Section(title = "Output")
    @After(ReadingSection.class)
    interface OutputSection {
    }

    enum Source {
        @Label(value = "Folder", description = "All images of a folder, sorted by name.")
        FOLDER,
        @Label(value = "List of files", description = "The files named one by one, sorted by name.")
        FILES
    }

    enum Pages {
        @Label(value = "One row per page", description = "Each page of a multi-page TIFF becomes a row of its own; "
            + "its name ends in _p1, _p2 and so on.")
        ROWS,
        @Label(value = "One stack per file", description = "All pages of a file become the slices of one image. "
            + "They must have the same size.")
        STACK
    }

    enum OnError {
        @Label(value = "Fail", description = "The node fails and names the file.")
        FAIL,
        @Label(value = "Missing cell", description = "The row stays, its image is missing with the reason, "
            + "and the node warns.")
        MISSING
    }

    interface SourceReference extends ParameterReference<Source> {
    }

    static final class IsFolder implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(SourceReference.class).isOneOf(Source.FOLDER);
        }
    }

    static final class IsFiles implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(SourceReference.class).isOneOf(Source.FILES);
        }
    }

    @Layout(FilesSection.class)
    @Widget(title = "Read", description = "Where the images come from.")
    @ValueSwitchWidget
    @ValueReference(SourceReference.class)
    Source source = Source.FOLDER;

    @Layout(FilesSection.class)
    @Widget(title = "Folder", description = "The folder to read: a path on this computer, or one relative to the workflow "
        + "such as <tt>knime://knime.workflow/data</tt>.")
    @Effect(predicate = IsFolder.class, type = EffectType.SHOW)
    String folder = "knime://knime.workflow/data";

    @Layout(FilesSection.class)
    @Widget(title = "Accept an empty folder name", description = "Gives an empty table if no folder is named, instead of an "
        + "error: for workflows whose folder is a flow variable that may be left empty.", advanced = true)
    @Effect(predicate = IsFolder.class, type = EffectType.SHOW)
    boolean acceptNoFolder;

    @Layout(FilesSection.class)
    @Widget(title = "Include subfolders", description = "Reads the images of all folders below as well.")
    @Effect(predicate = IsFolder.class, type = EffectType.SHOW)
    boolean includeSubfolders;

    @Layout(FilesSection.class)
    @Widget(title = "File name pattern", description = "Reads only files whose name matches: <tt>*</tt> stands for any "
        + "characters, <tt>?</tt> for one, <tt>{a,b}</tt> for alternatives. Example: <tt>cell_*.tif</tt>.", advanced = true)
    @Effect(predicate = IsFolder.class, type = EffectType.SHOW)
    String pattern = "*";

    @Layout(FilesSection.class)
    @Widget(title = "Files", description = "The files to read, one a line: paths on this computer, or relative to the "
        + "workflow such as <tt>knime://knime.workflow/data/cell.tif</tt>.")
    @TextAreaWidget(rows = 6)
    @Effect(predicate = IsFiles.class, type = EffectType.SHOW)
    String files = "";

    @Layout(ReadingSection.class)
    @Widget(title = "Multi-page files", description = "What becomes of files with more than one page.")
    @ValueSwitchWidget
    Pages pages = Pages.ROWS;

    @Layout(ReadingSection.class)
    @Widget(title = "Turn photographs upright", description = "Applies the orientation that the camera has noted in the "
        + "file (EXIF), as photo viewers do. Switch it off to get the pixels as they are stored.")
    boolean applyOrientation = true;

    @Layout(ReadingSection.class)
    @Widget(title = "If a file cannot be read", description = "What to do with a file that is damaged, cut off or no image.")
    @ValueSwitchWidget
    OnError onError = OnError.FAIL;

    @Layout(ReadingSection.class)
    @Widget(title = "Add a column with problems", description = "Adds the column <tt>problem</tt>: why a file could not be "
        + "read, or what is odd in one that was read with a warning. It is missing where all is well. The warning of the "
        + "node names three files of each kind, this column all.")
    @Migrate(loadDefaultIfAbsent = true)
    boolean problemColumn;

    @Layout(OutputSection.class)
    @Widget(title = "Image cells", description = "The kind of cell the images are put into.")
    ImageCells.Kind imageCells = ImageCells.Kind.FLOAT;

    @Override
    public void validate() throws InvalidSettingsException {
        if (source == Source.FOLDER && folder.isBlank() && !acceptNoFolder) {
            throw new InvalidSettingsException("No folder is given. Enter the folder to read.");
        } else if (source == Source.FILES && files.isBlank()) {
            throw new InvalidSettingsException("No files are given. Enter one path a line, or read a folder.");
        }
    }
}
