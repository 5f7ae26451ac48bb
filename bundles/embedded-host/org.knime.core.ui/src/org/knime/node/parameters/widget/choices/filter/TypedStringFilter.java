// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import java.util.Objects;
import java.util.function.Predicate;

import org.knime.node.parameters.persistence.Persistable;

/** Chooses names by hand or by a pattern; subclasses add the choice by type. */
public abstract class TypedStringFilter implements Persistable {

    /** How it chooses; stored by name. */
    enum Mode {
        MANUAL,
        REGEX,
        WILDCARD,
        TYPE
    }

    Mode mode = Mode.MANUAL;
    PatternFilter patternFilter = new PatternFilter();
    ManualFilter manualFilter = new ManualFilter();

    TypedStringFilter(final String[] selected) {
        manualFilter.manuallySelected = Objects.requireNonNull(selected);
    }

    final Predicate<String> names() {
        return switch (mode) {
            case MANUAL -> manualFilter::chooses;
            case REGEX -> patternFilter.regex();
            case WILDCARD -> patternFilter.wildcard();
            case TYPE -> throw new IllegalStateException("A choice by type does not look at names.");
        };
    }
}
