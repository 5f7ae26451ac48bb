// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

/** The kinds of entries, by their names in XML. */
public enum ConfigEntries {
    /** Text. */
    xstring,
    /** An int. */
    xint,
    /** A double. */
    xdouble,
    /** A float. */
    xfloat,
    /** A long. */
    xlong,
    /** A short. */
    xshort,
    /** A byte. */
    xbyte,
    /** A truth value. */
    xboolean,
    /** A character. */
    xchar,
    /** Text that is never saved. */
    xtransientstring,
    /** Encrypted text. */
    xpassword,
    /** A nested tree. */
    config
}
