// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing.dialog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.hazelab.knime.nodes.testing.dialog.Dialog.Arrangement;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Control;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Element;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Group;
import org.hazelab.knime.nodes.testing.dialog.Dialog.Look;

/** What every dialog has to keep so that a first-time user understands it at once. */
public final class DialogRules {

    private static final int FEW_OPTIONS = 4;

    private DialogRules() {
    }

    /**
     * What a dialog does not keep, a line each.
     *
     * @param mostBasic how many controls may be seen before anything is unfolded
     * @param dropdowns keys of small enumerations that are dropdowns for a reason
     */
    public static Set<String> broken(final Dialog dialog, final int mostBasic, final Set<String> dropdowns) {
        Set<String> broken = new TreeSet<>();
        dialog.sections().forEach(section -> section(section, broken));
        if (!dialog.elements().isEmpty() && isSection(dialog.elements().get(0))) {
            broken.add("heading above the first controls");
        }
        twice(dialog.controls().map(Control::title).filter(title -> !title.isEmpty()).toList())
            .forEach(title -> broken.add("title twice: " + title));
        twice(dialog.sections().map(Group::title).toList()).forEach(title -> broken.add("section twice: " + title));
        dialog.controls().filter(DialogRules::isNumberWithoutLimit)
            .forEach(control -> broken.add("number without limits: " + control.key()));
        dialog.controls().filter(control -> isSmallDropdown(control) && !dropdowns.contains(control.key()))
            .forEach(control -> broken.add("dropdown of few options: " + control.key()));
        if (dialog.basic().size() > mostBasic) {
            broken.add("too many basic controls");
        }
        return broken;
    }

    private static void section(final Group section, final Set<String> broken) {
        if (section.controls().anyMatch(control -> control.title().equals(section.title()))) {
            broken.add("section named as its control: " + section.title());
        }
        // A section that is hidden or folded away has no heading that could be empty, but when it is unfolded.
        boolean heading = section.shown() && !section.advanced();
        if (heading && Dialog.basic(section.elements()).findAny().isEmpty()
            || section.shown() && Dialog.visible(section.elements(), true).findAny().isEmpty()) {
            broken.add("empty heading: " + section.title());
        }
    }

    private static boolean isSection(final Element element) {
        return element instanceof Group group && group.arrangement() == Arrangement.SECTION;
    }

    private static List<String> twice(final List<String> titles) {
        Map<String, Integer> counts = new HashMap<>();
        titles.forEach(title -> counts.merge(title, 1, Integer::sum));
        return titles.stream().distinct().filter(title -> counts.get(title) > 1).toList();
    }

    /** Seeds may be any number. */
    private static boolean isNumberWithoutLimit(final Control control) {
        return control.look() == Look.NUMBER && control.field().getType() != long.class
            && (control.min().isEmpty() || control.max().isEmpty());
    }

    /** Whether it is a dropdown of few options; there may be a reason for it. */
    public static boolean isSmallDropdown(final Control control) {
        return control.look() == Look.DROPDOWN && control.field().getType().isEnum()
            && control.field().getType().getEnumConstants().length <= FEW_OPTIONS;
    }

    /** The words of British English or of HazeLab's past in a text, which KNIME says otherwise. */
    public static List<String> otherWords(final String text) {
        List<String> found = new ArrayList<>();
        Stream.of(text.replaceAll("<tt>[^<]*</tt>", " ").split("[^A-Za-z]+"))
            .filter(word -> word
                .matches("(?i).*(normalis|colour|regularis|optimis|visualis|micrometre|nanometre|centre|neighbour|"
                    + "behaviour).*|grey.*"))
            .forEach(found::add);
        for (String phrase : new String[] {"row key", "put out", "puts out", "given out", "one a line"}) {
            if (text.toLowerCase(Locale.ROOT).contains(phrase)) {
                found.add(phrase);
            }
        }
        return found;
    }
}
