// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Component;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.testing.Host;
import org.hazelab.knime.nodes.testing.TestModel;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.port.PortTypeRegistry;

class ModelPortObjectTest {

    private Host host;
    private ExecutionContext exec;

    @BeforeEach
    void start() {
        host = new Host();
        exec = host.context("1");
    }

    @AfterEach
    void end() throws IOException {
        host.close();
    }

    @Test
    void isRegisteredWithItsSerializers() {
        assertEquals("HazeLab Model", ModelPortObject.TYPE.getName());
        assertEquals(ModelPortObjectSpec.class, ModelPortObject.TYPE.getPortObjectSpecClass());
        PortTypeRegistry registry = PortTypeRegistry.getInstance();
        assertEquals(ModelPortObject.Serializer.class,
            registry.getObjectSerializer(ModelPortObject.class).get().getClass());
        assertEquals(ModelPortObjectSpec.Serializer.class,
            registry.getSpecSerializer(ModelPortObjectSpec.class).get().getClass());
    }

    @Test
    void isTheSameAfterSavingAndLoading() throws IOException, CanceledExecutionException {
        ModelPortObject model = TestModel.of(1000).build("model", exec);
        ModelPortObject loaded = (ModelPortObject)Host.savedAndOpened(model, exec);
        assertEquals(model, loaded);
        assertEquals(TestModel.DESCRIPTION, loaded.description());
        assertEquals(model.getSummary(), loaded.getSummary());
        assertArrayEquals(Files.readAllBytes(model.file()), Files.readAllBytes(loaded.file()));
    }

    @Test
    void keepsTheFileOutOfWhatItsSerializerWrites() throws IOException, CanceledExecutionException {
        ModelPortObject model = TestModel.of(100_000).build("model", exec);
        assertTrue(Files.size(model.file()) > 400_000);
        // A file store that is written twice would double the workflow on the disk.
        assertTrue(Host.savedBytes(model, exec).length < 500);
    }

    @Test
    void saysInOneLineWhatItIs() throws IOException {
        assertEquals("Model of the method some-method, 1 kB", TestModel.of(100).build("model", exec).getSummary());
        exec = host.context("2");
        assertEquals("Model of the method some-method, 4.0 MB",
            TestModel.of(1_000_000).build("model", exec).getSummary());
    }

    @Test
    void specsOfEqualDescriptionsAreEqual() {
        ModelPortObjectSpec spec = new ModelPortObjectSpec(TestModel.DESCRIPTION);
        assertEquals(spec, TestModel.of(1).spec());
        assertEquals(spec.hashCode(), TestModel.of(1).spec().hashCode());
        assertNotEquals(spec, new ModelPortObjectSpec(new ModelDescription("some-method", ModelEntries.EMPTY,
            ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY)));
    }

    @Test
    void showsItselfWithoutAScreen() throws IOException {
        JComponent[] views = TestModel.of(100).build("model", exec).getViews();
        assertEquals(List.of("Model"), List.of(views).stream().map(Component::getName).toList());
        String text = ((JTextArea)((JScrollPane)views[0]).getViewport().getView()).getText();
        for (String part : List.of("some-method", "1 kB", "channels: 32,64", "mean: 0.1", "epochs: 3",
            "hazelab: 1.0.0")) {
            assertTrue(text.contains(part), () -> part + " is not in " + text);
        }
        assertEquals("Model specification", TestModel.of(100).spec().getViews()[0].getName());
    }

    @Test
    void leavesNoFileWhereWritingItFailed() throws IOException {
        assertThrows(HazeLabException.class, () -> ModelPortObject.create(exec, file -> {
            throw new HazeLabException("The weights are no numbers", "Train again");
        }));
        try (var files = Files.walk(host.temporary())) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        }
    }

    private static ModelContent saved() throws InvalidSettingsException {
        ModelContent content = new ModelContent("model");
        new ModelPortObjectSpec(TestModel.DESCRIPTION).save(content);
        return content;
    }

    private static String refusal(final ModelContent content) {
        return assertThrows(InvalidSettingsException.class, () -> new ModelPortObjectSpec().load(content)).getMessage();
    }

    @Test
    void saysThatANewerVersionStoredIt() throws InvalidSettingsException {
        ModelContent content = saved();
        content.addInt("format", 2);
        assertEquals("The model was stored by a newer HazeLab. Update HazeLab.", refusal(content));
    }

    @Test
    void refusesAStoredSpecThatHasLostSomething() throws InvalidSettingsException {
        ModelContent content = saved();
        content.getModelContent("training").addStringArray("values", "3");
        assertEquals("The training of the model has 3 keys and 1 values.", refusal(content));
    }

    /** What saved workflows hold of a model: never to change. */
    @Test
    void loadsTheSpecThatTheFirstVersionStored() throws IOException, InvalidSettingsException {
        try (InputStream first = getClass().getResourceAsStream("/snapshots/ModelPortObjectSpec.1.xml")) {
            byte[] xml = first.readAllBytes();
            ModelPortObjectSpec spec = new ModelPortObjectSpec();
            spec.load(ModelContent.loadFromXML(new ByteArrayInputStream(xml)));
            assertEquals(TestModel.DESCRIPTION, spec.description());
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            saved().saveToXML(again);
            assertEquals(new String(xml, StandardCharsets.UTF_8), again.toString(StandardCharsets.UTF_8));
        }
    }
}
