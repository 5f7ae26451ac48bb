// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.HorizontalLayout;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

class DialogRulesTest {

    enum Two {
        ONE,
        OTHER
    }

    interface Choice extends ParameterReference<Two> {
    }

    interface Name extends ParameterReference<String> {
    }

    static final class IsOther implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(Choice.class).isOneOf(Two.OTHER);
        }
    }

    static final class IsNamedOrOther implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getString(Name.class).isEqualTo("").negate().or(i.getPredicate(IsOther.class));
        }
    }

    static final class HasTable implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getConstant(input -> input.getInPortTypes().length > 0);
        }
    }

    static final class AtMostFive extends MaxValidation {
        @Override
        protected double getMax() {
            return 5;
        }
    }

    static final class Good implements NodeParameters {

        @HorizontalLayout
        @After(Later.class)
        interface Earlier {
        }

        interface Later {
        }

        @Section(title = "More")
        @Advanced
        @After(Earlier.class)
        interface More {
        }

        @Layout(More.class)
        @Widget(title = "Seed", description = "")
        long seed = 1;

        @Layout(Earlier.class)
        @Widget(title = "Width", description = "")
        @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMostFive.class)
        double width = 2;

        @Layout(Later.class)
        @Widget(title = "Name", description = "")
        @ValueReference(Name.class)
        String name = "";

        @Widget(title = "Switch", description = "")
        @ValueSwitchWidget
        @ValueReference(Choice.class)
        Two two = Two.ONE;

        @Widget(title = "Radio", description = "")
        @RadioButtonsWidget
        @Effect(predicate = IsNamedOrOther.class, type = EffectType.SHOW)
        Two radio = Two.ONE;

        @Widget(title = "With a table", description = "")
        @Effect(predicate = HasTable.class, type = EffectType.HIDE)
        boolean alone;
    }

    static final class Bad implements NodeParameters {

        @Section(title = "First")
        interface First {
        }

        @Section(title = "Folded")
        @After(First.class)
        interface Folded {
        }

        @Section(title = "Hidden")
        @After(Folded.class)
        interface Hidden {
        }

        @Layout(First.class)
        @Widget(title = "First", description = "")
        @ValueReference(Choice.class)
        Two first = Two.ONE;

        @Layout(First.class)
        @Widget(title = "Same", description = "")
        @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
        int number;

        @Layout(Folded.class)
        @Widget(title = "Same", description = "", advanced = true)
        boolean folded;

        @Layout(Hidden.class)
        @Widget(title = "Not seen", description = "")
        @Effect(predicate = IsOther.class, type = EffectType.SHOW)
        boolean hidden;
    }

    interface Other {
        @Section(title = "Other")
        interface Elsewhere {
        }
    }

    @Test
    void ordersAndShowsControlsAsKnimeDoes() {
        Dialog dialog = Dialog.ofFreshNode(Good.class, DialogInput.of());
        assertEquals(List.of("Switch", "Radio", "With a table", "Name", "Width", "Seed"),
            dialog.controls().map(Dialog.Control::title).toList());
        assertEquals(List.of("Switch", "With a table", "Name", "Width"),
            dialog.basic().stream().map(Dialog.Control::title).toList());
        Good other = new Good();
        other.two = Two.OTHER;
        assertTrue(Dialog.of(other, DialogInput.of()).basic().stream().anyMatch(one -> one.title().equals("Radio")));
        Good named = new Good();
        named.name = "a";
        assertTrue(Dialog.of(named, DialogInput.of()).basic().stream().anyMatch(one -> one.title().equals("Radio")));
        assertTrue(Dialog.of(named, DialogInput.unknown(BufferedDataTable.TYPE)).basic().stream()
            .noneMatch(one -> one.title().equals("With a table")));
        assertEquals(new Dialog.Limit(0, true),
            dialog.controls().filter(one -> one.title().equals("Width")).findFirst().orElseThrow().min().orElseThrow());
    }

    @Test
    void findsWhatIsBroken() {
        assertEquals(Set.of(), DialogRules.broken(Dialog.ofFreshNode(Good.class, DialogInput.of()), 4, Set.of()));
        assertEquals(Set.of("too many basic controls"),
            DialogRules.broken(Dialog.ofFreshNode(Good.class, DialogInput.of()), 3, Set.of()));
        Dialog bad = Dialog.ofFreshNode(Bad.class, DialogInput.of());
        Set<String> broken = Set.of("heading above the first controls", "section named as its control: First",
            "title twice: Same", "number without limits: number", "empty heading: Folded", "empty heading: Hidden");
        assertEquals(broken, DialogRules.broken(bad, 4, Set.of("first")));
        assertTrue(DialogRules.broken(bad, 4, Set.of()).contains("dropdown of few options: first"));
    }

    @Test
    void refusesSectionsOfTwoOutermostClasses() {
        LayoutTree tree = new LayoutTree();
        tree.add(Other.Elsewhere.class, null);
        tree.add(Values.class, null);
        assertThrows(IllegalArgumentException.class, () -> tree.elements(new Values(DialogInput.of())));
    }

    @Test
    void findsWordsThatKnimeSaysOtherwise() {
        assertEquals(List.of("Normalisation", "Colour", "grey", "row key"),
            DialogRules.otherWords("Normalisation of the Colour of grey images, by row key; <tt>grey</tt> is a name"));
        assertEquals(List.of(), DialogRules.otherWords("Normalization, color, gray, parameters, RowID"));
    }
}
