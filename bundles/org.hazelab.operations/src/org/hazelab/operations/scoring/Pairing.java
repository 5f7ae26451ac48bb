// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.util.Objects;
import java.util.Optional;

/**
 * How images and the references of a second table find each other.
 *
 * @param byName whether by their names; else by their row keys
 * @param comparesNames whether the names of a pair that was found by row key are compared
 * @param rule which part of a name counts
 * @param unique whether two references of one name are an error of the whole run, not of the images that they fit
 * @param lacksNames whether names were looked for, and only one of the tables has them
 */
public record Pairing(boolean byName, boolean comparesNames, NameRule rule, boolean unique, boolean lacksNames) {

    private static final String ONE_TABLE_HAS_NAMES =
        "Only one of the tables has the column of names that is chosen, so the references were found by RowID, which "
            + "pairs wrong images where a row is missing or sorted otherwise. Choose the columns of names of both "
            + "tables, or set \"Match by\" to \"RowID\" if the RowIDs are meant.";

    /** What pairs are found by. */
    public enum By {
        /** By names if both tables have them or a rule for names is given; else by row keys. */
        AUTO,
        /** By row keys. */
        ROW_KEY,
        /** By names. */
        NAME
    }

    public Pairing {
        Objects.requireNonNull(rule);
    }

    /**
     * The pairing of two tables.
     *
     * @param rule which part of a name counts; of no account if names are not used
     * @param named whether the table of images has names
     * @param referencesNamed whether the table of references has names
     */
    public static Pairing of(By by, NameRule rule, boolean named, boolean referencesNamed) {
        boolean whole = rule == NameRule.WHOLE;
        boolean byName = switch (by) {
            case NAME -> true;
            case ROW_KEY -> false;
            // A rule for names says that names are meant: row keys have no part that counts.
            case AUTO -> !whole || named && referencesNamed;
        };
        return byName ? new Pairing(true, false, rule, by == By.NAME && whole, false)
            : new Pairing(false, named && referencesNamed, NameRule.WHOLE, true,
                by == By.AUTO && named != referencesNamed);
    }

    /** What the user should know of the pairing before any image is looked at, in sentences; mostly nothing. */
    public Optional<String> note() {
        return lacksNames ? Optional.of(ONE_TABLE_HAS_NAMES) : Optional.empty();
    }

    /** What an image looks its reference up by, and a reference is found by; empty if it is missing. */
    Optional<String> key(ImageRow row) {
        return byName ? row.name() : Optional.of(row.key());
    }

    /** The name of an image or a reference that was found by its row key; empty if names are not compared. */
    Optional<String> nameBeside(ImageRow row) {
        return comparesNames ? row.name() : Optional.empty();
    }
}
