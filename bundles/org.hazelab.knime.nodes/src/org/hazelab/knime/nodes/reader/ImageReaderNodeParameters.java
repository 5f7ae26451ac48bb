// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.reader;

import org.hazelab.imaging.ValueRange;
import org.hazelab.knime.nodes.cell.ReferredImageCellFactory;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.operations.files.InputRange;
import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.HorizontalLayout;
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
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** What the Image Reader's dialog asks. */
final class ImageReaderNodeParameters implements NodeParameters {

    /** Far beyond the levels of any camera. */
    private static final double LARGEST_LEVEL = 1e9;

    @Section(title = "File options")
    @Advanced
    interface FileSection {

        /** Below all others. */
        interface EmptyFolder {
        }
    }

    @Section(title = "Pixel values")
    @Advanced
    @After(FileSection.class)
    interface ValuesSection {

        @HorizontalLayout
        @Effect(predicate = IsFixed.class, type = EffectType.SHOW)
        interface Extremes {
        }
    }

    @Section(title = "Output")
    @Advanced
    @After(ValuesSection.class)
    interface OutputSection {
    }

    enum Source {
        @Label(value = "Folder", description = "All images of a folder, sorted by name.")
        FOLDER,
        @Label(value = "List of files", description = "The files that are listed one per line, sorted by name.")
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

    enum Range {
        @Label(value = "From the file", description = "What the file declares or its type of numbers implies: 0 to 255 "
            + "for 8 bit, 0 to 65535 for 16 bit.")
        FILE,
        @Label(value = "Bits of the camera", description = "0 to the largest number of the given bits, for files of "
            + "whole "
            + "numbers with more bits; other files keep their range.")
        BITS,
        @Label(value = "Fixed", description = "The same two numbers for all images.")
        FIXED
    }

    enum Pixels {
        @Label(value = "Copy into the workflow",
            description = "The image is stored in the workflow and stays as it is, "
                + "whatever becomes of the file.")
        COPY,
        @Label(value = "Refer to the file", description = "The row keeps the place of the file and a small preview. "
            + "The file is read again whenever a node needs the pixels. It must stay where it is, unchanged.")
        REFER
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

    interface RangeReference extends ParameterReference<Range> {
    }

    static final class IsBits implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(RangeReference.class).isOneOf(Range.BITS);
        }
    }

    interface FolderReference extends ParameterReference<String> {
    }

    interface SubfoldersReference extends ParameterReference<Boolean> {
    }

    interface PatternReference extends ParameterReference<String> {
    }

    interface FilesReference extends ParameterReference<String> {
    }

    static final class LowestLevel extends MinValidation {
        @Override
        protected double getMin() {
            return -LARGEST_LEVEL;
        }
    }

    static final class HighestLevel extends MaxValidation {
        @Override
        protected double getMax() {
            return LARGEST_LEVEL;
        }
    }

    static final class AtLeastEight extends MinValidation {
        @Override
        protected double getMin() {
            return InputRange.Bits.FEWEST;
        }
    }

    static final class AtMostSixteen extends MaxValidation {
        @Override
        protected double getMax() {
            return InputRange.Bits.MOST;
        }
    }

    static final class IsFixed implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(RangeReference.class).isOneOf(Range.FIXED);
        }
    }

    @Widget(title = "Read", description = "Where the images come from.")
    @ValueSwitchWidget
    @ValueReference(SourceReference.class)
    Source source = Source.FOLDER;

    @Widget(title = "Folder", description = "The folder to read: a whole path on this computer, or one relative to "
        + "the workflow such as <tt>knime://knime.workflow/data</tt>.")
    @TextInputWidget(placeholder = "knime://knime.workflow/data")
    @ValueReference(FolderReference.class)
    @Effect(predicate = IsFolder.class, type = EffectType.SHOW)
    String folder = "knime://knime.workflow/data";

    @Layout(FileSection.EmptyFolder.class)
    @Widget(title = "Allow an empty folder name", description = "Gives an empty table instead of an error if the name "
        + "of the folder is empty, for workflows where it comes from a flow variable that may be empty.")
    @Effect(predicate = IsFolder.class, type = EffectType.SHOW)
    boolean acceptNoFolder;

    @Widget(title = "Include subfolders", description = "Reads the images of all folders below as well.")
    @ValueReference(SubfoldersReference.class)
    @Effect(predicate = IsFolder.class, type = EffectType.SHOW)
    boolean includeSubfolders;

    @Layout(FileSection.class)
    @Widget(title = "File name pattern", description = "Reads only files whose name matches: <tt>*</tt> stands for any "
        + "characters, <tt>?</tt> for one, <tt>{a,b}</tt> for alternatives. Example: <tt>cell_*.tif</tt>.")
    @TextInputWidget(placeholder = "*")
    @ValueReference(PatternReference.class)
    @Effect(predicate = IsFolder.class, type = EffectType.SHOW)
    String pattern = "*";

    @Widget(title = "Files", description = "The files to read, one path per line: whole paths on this computer, or "
        + "relative to the workflow such as <tt>knime://knime.workflow/data/cell.tif</tt>.")
    @TextAreaWidget(rows = 6)
    @ValueReference(FilesReference.class)
    @Effect(predicate = IsFiles.class, type = EffectType.SHOW)
    String files = "";

    @TextMessage(ImagesMessage.class)
    Void imagesMessage;

    @Widget(title = "Multi-page files", description = "How files with more than one page are read.")
    @ValueSwitchWidget
    Pages pages = Pages.ROWS;

    @Layout(FileSection.class)
    @Widget(title = "Rotate photos upright (EXIF)", description = "Applies the orientation stored in the file, as "
        + "photo viewers do. Switch it off to get the pixels as they are stored.")
    boolean applyOrientation = true;

    @Layout(ValuesSection.class)
    @Widget(title = "Value range",
        description = "The numbers that stand for black and white: the range that metrics, "
            + "methods and the Image Writer refer to. The numbers themselves stay as they are.")
    @ValueSwitchWidget
    @ValueReference(RangeReference.class)
    @Migrate(loadDefaultIfAbsent = true)
    Range range = Range.FILE;

    @Layout(ValuesSection.class)
    @Widget(title = "Bits (8 to 16)",
        description = "The number of bits of the camera: 12 stands for 0 to 4095, 14 for 0 to "
            + "16383.")
    @NumberInputWidget(minValidation = AtLeastEight.class, maxValidation = AtMostSixteen.class)
    @Effect(predicate = IsBits.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    int rangeBits = 12;

    @Layout(ValuesSection.Extremes.class)
    @Widget(title = "Black", description = "The number that stands for black.")
    @NumberInputWidget(minValidation = LowestLevel.class, maxValidation = HighestLevel.class)
    @Migrate(loadDefaultIfAbsent = true)
    double black;

    @Layout(ValuesSection.Extremes.class)
    @Widget(title = "White", description = "The number that stands for white, above the one for black.")
    @NumberInputWidget(minValidation = LowestLevel.class, maxValidation = HighestLevel.class)
    @Migrate(loadDefaultIfAbsent = true)
    double white = 1;

    @Layout(FileSection.class)
    @Widget(title = "If a file cannot be read", description = "What to do with a file that is damaged, cut off or no "
        + "image.")
    @ValueSwitchWidget
    OnError onError = OnError.FAIL;

    @Layout(FileSection.class)
    @Widget(title = "Add a column with problems", description = "Adds the column <tt>problem</tt>, which says why a "
        + "file could not be read, or what is odd in one that was read with a warning. The cell is missing for all "
        + "other files. The warning of the node names three files of each kind, this column names all of them.")
    @Migrate(loadDefaultIfAbsent = true)
    boolean problemColumn;

    @Layout(OutputSection.class)
    @Widget(title = "Image cell type", description = "The type of the cells that contain the images.")
    ImageCells.Kind imageCells = ImageCells.Kind.FLOAT;

    @Layout(OutputSection.class)
    @Widget(title = "Pixels", description = "Where the pixels of HazeLab images are kept. Referring to the files saves "
        + "disk space for large data. If a file is changed, moved or deleted later, the nodes that need its "
        + "pixels say so, and the Image Reader must be executed again. If the workflow runs on another computer, such "
        + "as an executor, the files must lie at the same place there.")
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    Pixels pixels = Pixels.COPY;

    @Override
    public void validate() throws InvalidSettingsException {
        if (source == Source.FOLDER && folder.isBlank() && !acceptNoFolder) {
            throw new InvalidSettingsException("No folder is given. Enter the folder to read.");
        } else if (source == Source.FILES && files.isBlank()) {
            throw new InvalidSettingsException("No files are given. Enter one path per line, or read a folder.");
        }
        Limits.check("number of bits", rangeBits, InputRange.Bits.FEWEST, InputRange.Bits.MOST);
        Limits.check("black", black, -LARGEST_LEVEL, LARGEST_LEVEL);
        Limits.check("white", white, -LARGEST_LEVEL, LARGEST_LEVEL);
        if (range == Range.FIXED && !((float)black < (float)white)) {
            throw new InvalidSettingsException("Black is " + black + " and white is " + white
                + ". Enter a number for white that is above the one for black.");
        }
        if (pixels == Pixels.REFER && imageCells != ImageCells.Kind.FLOAT) {
            throw new InvalidSettingsException("PNG images cannot refer to files. Choose \"HazeLab image\" under "
                + "\"Image cell type\", or \"Copy into the workflow\" under \"Pixels\".");
        }
    }

    /** The type of the column of images. */
    DataType imageType() {
        return pixels == Pixels.REFER ? ReferredImageCellFactory.TYPE : imageCells.type();
    }

    /** The value range that images get. */
    InputRange inputRange() {
        return switch (range) {
            case FILE -> new InputRange.FromFile();
            case BITS -> new InputRange.Bits(rangeBits);
            case FIXED -> new InputRange.Fixed(new ValueRange((float)black, (float)white));
        };
    }
}
