// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.filter;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.knime.node.parameters.persistence.Persistable;

/** A pattern for names: a regular expression, or text with the wildcards * and ?. */
final class PatternFilter implements Persistable {

    String pattern = "";
    boolean isCaseSensitive;
    boolean isInverted;

    Predicate<String> regex() {
        String wanted = cased(pattern);
        return wanted.isEmpty() ? directed(name -> false) : directed(Pattern.compile("^" + wanted + "$").asPredicate());
    }

    Predicate<String> wildcard() {
        StringBuilder regex = new StringBuilder();
        for (char c : cased(pattern).toCharArray()) {
            regex.append(switch (c) {
                case '*' -> ".*";
                case '?' -> ".";
                default -> Pattern.quote(String.valueOf(c));
            });
        }
        return directed(Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate());
    }

    private Predicate<String> directed(final Predicate<String> matches) {
        return name -> matches.test(cased(name)) != isInverted;
    }

    private String cased(final String text) {
        return isCaseSensitive ? text : text.toLowerCase(Locale.getDefault());
    }
}
