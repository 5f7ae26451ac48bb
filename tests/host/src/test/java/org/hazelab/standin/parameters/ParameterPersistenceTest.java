// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.parameters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

class ParameterPersistenceTest {

    enum Kind {
        FIRST,
        SECOND
    }

    static final class Group implements WidgetGroup, Persistable {
        int m_inner = 3;
        boolean m_flag = true;
    }

    /** A parameter of each kind; a node with them was saved by real KNIME 5.8.3 and 5.11.0. */
    static final class Recipe implements NodeParameters {
        int m_rows = 4;
        Kind m_kind = Kind.SECOND;
        String m_path = "data/in.bin";
        Optional<Double> m_opt = Optional.empty();
        Optional<Double> m_optSet = Optional.of(1.5);
        long m_long = 5;
        double m_dbl = 0.25;
        String[] m_names = {"a", "b"};
        Group m_group = new Group();
        private int hidden = 1;
        static int shared = 2;
        transient int passing = 3;
    }

    /** The XML that real KNIME 5.8.3 and 5.11.0 wrote for them. */
    private static final String RECIPE = """
        <entry key="rows" type="xint" value="4"/>
        <entry key="kind" type="xstring" value="SECOND"/>
        <entry key="path" type="xstring" value="data/in.bin"/>
        <entry key="opt" type="xdouble" value="0.0"/>
        <entry key="opt_is_present" type="xboolean" value="false"/>
        <entry key="optSet" type="xdouble" value="1.5"/>
        <entry key="optSet_is_present" type="xboolean" value="true"/>
        <entry key="long" type="xlong" value="5"/>
        <entry key="dbl" type="xdouble" value="0.25"/>
        <config key="names">
            <entry key="array-size" type="xint" value="2"/>
            <entry key="0" type="xstring" value="a"/>
            <entry key="1" type="xstring" value="b"/>
        </config>
        <config key="group">
            <entry key="inner" type="xint" value="3"/>
            <entry key="flag" type="xboolean" value="true"/>
        </config>
        """;

    private static NodeSettings parse(final String content) {
        try {
            return (NodeSettings)NodeSettings.loadFromXML(new ByteArrayInputStream(
                ("<config key=\"model\">" + content + "</config>").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalArgumentException(content, e);
        }
    }

    private static NodeSettings saved(final NodeParameters parameters) {
        NodeSettings settings = new NodeSettings("model");
        ParameterPersistence.save(parameters, settings);
        return settings;
    }

    private static String xml(final NodeSettings settings) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        String text = out.toString(StandardCharsets.UTF_8);
        int start = text.indexOf('\n', text.indexOf("<config")) + 1;
        return text.substring(start, text.lastIndexOf("</config>")).stripTrailing().stripIndent();
    }

    @Test
    void storesParametersAsKnimeDoes() throws IOException {
        assertEquals(RECIPE.strip(), xml(saved(new Recipe())).strip());
    }

    @Test
    void readsWhatKnimeStored() throws InvalidSettingsException {
        String changed = RECIPE.replace("\"4\"", "\"8\"").replace("SECOND", "FIRST").replace("\"3\"", "\"9\"")
            .replace("value=\"0.0\"/>\n<entry key=\"opt_is_present\" type=\"xboolean\" value=\"false\"",
                "value=\"2.0\"/>\n<entry key=\"opt_is_present\" type=\"xboolean\" value=\"true\"");
        Recipe read = ParameterPersistence.load(Recipe.class, parse(changed));
        assertEquals(8, read.m_rows);
        assertEquals(Kind.FIRST, read.m_kind);
        assertEquals(Optional.of(2.0), read.m_opt);
        assertEquals(Optional.of(1.5), read.m_optSet);
        assertArrayEquals(new String[] {"a", "b"}, read.m_names);
        assertEquals(9, read.m_group.m_inner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "kind", "path", "optSet", "long", "dbl", "names", "group", "inner", "flag"})
    void everyKeyMustBeThere(final String key) {
        String without = RECIPE.replace("key=\"" + key + "\"", "key=\"other\"");
        InvalidSettingsException e = assertThrows(InvalidSettingsException.class,
            () -> ParameterPersistence.load(Recipe.class, parse(without)));
        assertTrue(e.getMessage().endsWith("for key \"" + key + "\" not found."), e.getMessage());
    }

    @Test
    void refusesAnUnknownConstantWithTheConstantsThatThereAre() {
        InvalidSettingsException e = assertThrows(InvalidSettingsException.class,
            () -> ParameterPersistence.load(Recipe.class, parse(RECIPE.replace("SECOND", "NOPE"))));
        assertEquals("Invalid value 'NOPE'. Possible values: FIRST, SECOND", e.getMessage());
    }

    @Test
    void refusesAnotherTypeUnderTheKey() {
        NodeSettings settings = parse(RECIPE.replace("xint\" value=\"4", "xlong\" value=\"4"));
        InvalidSettingsException e = assertThrows(InvalidSettingsException.class,
            () -> ParameterPersistence.load(Recipe.class, settings));
        assertEquals("Int for key \"rows\" not found.", e.getMessage());
    }

    static final class Newer implements NodeParameters {
        int old;
        @Migrate(loadDefaultIfAbsent = true)
        int added = 7;
        @Migrate(loadDefaultIfAbsent = true)
        Group group = new Group();
    }

    @Test
    void migrationsReadSettingsOfEarlierVersions() throws InvalidSettingsException {
        NodeSettings settings = new NodeSettings("model");
        settings.addInt("old", 1);
        Newer read = ParameterPersistence.load(Newer.class, settings);
        assertEquals(List.of(1, 7, 3),
            List.of(read.old, read.added, read.group.m_inner));
        Newer again = ParameterPersistence.load(Newer.class, saved(read));
        assertEquals(List.of(1, 7, 3),
            List.of(again.old, again.added, again.group.m_inner));
    }

    static final class Filter implements NodeParameters {
        ColumnFilter columns = new ColumnFilter(new String[] {"a"}).withIncludeUnknownColumns();
    }

    /** Key by key as real KNIME 5.8.3 and 5.11.0 saved a node with such a parameter (seen 2026-11-23). */
    @Test
    void storesAColumnFilterInKnimesLayout() throws IOException, InvalidSettingsException {
        NodeSettings settings = saved(new Filter());
        assertEquals("""
            <config key="columns">
                <entry key="mode" type="xstring" value="MANUAL"/>
                <config key="patternFilter">
                    <entry key="pattern" type="xstring" value=""/>
                    <entry key="isCaseSensitive" type="xboolean" value="false"/>
                    <entry key="isInverted" type="xboolean" value="false"/>
                </config>
                <config key="manualFilter">
                    <config key="manuallySelected">
                        <entry key="array-size" type="xint" value="1"/>
                        <entry key="0" type="xstring" value="a"/>
                    </config>
                    <config key="manuallyDeselected">
                        <entry key="array-size" type="xint" value="0"/>
                    </config>
                    <entry key="includeUnknownColumns" type="xboolean" value="true"/>
                </config>
                <config key="typeFilter">
                    <config key="selectedTypes">
                        <entry key="array-size" type="xint" value="0"/>
                    </config>
                </config>
            </config>""", xml(settings).strip());
        assertEquals(settings, saved(ParameterPersistence.load(Filter.class, settings)));
    }

    static final class Unknown implements NodeParameters {
        java.util.Date date = new java.util.Date(0);
    }

    @Test
    void saysWhichTypeItCannotStore() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> saved(new Unknown()));
        assertEquals("No default persistor available for type 'class java.util.Date'.", e.getMessage());
    }
}
