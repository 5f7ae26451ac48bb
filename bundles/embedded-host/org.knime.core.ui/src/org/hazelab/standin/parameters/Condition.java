// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.parameters;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.knime.node.parameters.updates.EffectPredicate;

/** A predicate in words. */
public final class Condition implements EffectPredicate {

    private final String words;
    private final String negated;
    private final boolean compound;

    private Condition(final String words, final String negated, final boolean compound) {
        this.words = words;
        this.negated = negated;
        this.compound = compound;
    }

    static Condition of(final String words, final String negated) {
        return new Condition(words, negated, false);
    }

    /** Several predicates joined by " and " or " or ". */
    public static EffectPredicate join(final String word, final EffectPredicate... predicates) {
        List<Condition> parts = Arrays.stream(predicates).map(Condition.class::cast).toList();
        String other = word.equals(" and ") ? " or " : " and ";
        return new Condition(parts.stream().map(Condition::part).collect(Collectors.joining(word)),
            parts.stream().map(c -> c.compound ? "(" + c.negated + ")" : c.negated).collect(Collectors.joining(other)),
            parts.size() > 1);
    }

    /** The opposite of a predicate. */
    public static EffectPredicate not(final EffectPredicate predicate) {
        Condition condition = (Condition)predicate;
        return new Condition(/* words= */ condition.negated, /* negated= */ condition.words, condition.compound);
    }

    private String part() {
        return compound ? "(" + words + ")" : words;
    }

    @Override
    public String toString() {
        return words;
    }
}
