// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;

import org.hazelab.standin.RunFolder;
import org.hazelab.testnodes.ImagesNodeFactory;
import org.hazelab.testnodes.TextModel;
import org.hazelab.testnodes.TextModelSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;

class PortObjectTest {

    private RunFolder folder;
    private ExecutionContext exec;

    @BeforeEach
    void start() throws IOException {
        folder = new RunFolder();
        exec = org.knime.core.node.HostAccess.newContext(new DefaultNodeProgressMonitor(), folder, "1");
    }

    @AfterEach
    void end() throws IOException {
        folder.close();
    }

    private TextModel model(final String file) throws IOException {
        return new TextModel(new TextModelSpec("label", "x", "y"), 3, "text", exec.createFileStore(file));
    }

    @Test
    void typesAreThoseOfTheExtensionPoint() {
        assertEquals("Text Model", TextModel.TYPE.getName());
        assertEquals(TextModelSpec.class, TextModel.TYPE.getPortObjectSpecClass());
        assertEquals("Image", ImagePortObject.TYPE.getName());
        assertEquals(ImagePortObjectSpec.class, ImagePortObject.TYPE.getPortObjectSpecClass());
        PortTypeRegistry registry = PortTypeRegistry.getInstance();
        Map.of("org.hazelab.testnodes.TextModel", TextModel.TYPE, "org.knime.core.node.BufferedDataTable",
            BufferedDataTable.TYPE, "org.knime.core.node.port.image.ImagePortObject", ImagePortObject.TYPE).forEach(
                (name, type) -> assertEquals(type, registry.getObjectClass(name).map(registry::getPortType).get()));
    }

    @Test
    void onlyWhatFitsAPortGoesIn() throws IOException {
        assertTrue(TextModel.TYPE.acceptsPortObject(model("a")));
        assertTrue(TextModel.TYPE.acceptsPortObjectSpec(model("b").getSpec()));
        assertFalse(TextModel.TYPE.acceptsPortObjectSpec(new ImagePortObjectSpec(PNGImageContent.TYPE)));
        assertFalse(TextModel.TYPE.isSuperTypeOf(ImagePortObject.TYPE));
        assertTrue(PortTypeRegistry.getInstance().getPortType(PortObject.class).isSuperTypeOf(TextModel.TYPE));
    }

    @Test
    void serializersAreFoundByTheClassTheyAreFor() {
        PortTypeRegistry registry = PortTypeRegistry.getInstance();
        assertEquals(TextModel.Serializer.class, registry.getObjectSerializer(TextModel.class).get().getClass());
        assertEquals(TextModelSpec.Serializer.class, registry.getSpecSerializer(TextModelSpec.class).get().getClass());
        assertEquals(Optional.empty(), registry.getObjectSerializer(BufferedDataTable.class));
        assertEquals(TextModelSpec.class, registry.getSpecClass("org.hazelab.testnodes.TextModelSpec").get());
        assertEquals(Optional.empty(), registry.getSpecClass("org.hazelab.testnodes.Nothing"));
    }

    @Test
    void aModelReadBackHasTheSameFileAndIsEqual() throws IOException, CanceledExecutionException {
        TextModel model = model("a");
        org.knime.core.data.filestore.HostAccess.flush(model);
        assertEquals("text 3", model.content());
        TextModel copy = (TextModel)HostAccess.copyThroughSerializers(model, exec);
        assertNotSame(model, copy);
        assertEquals("text 3 read back", copy.content());
        assertEquals(model, copy);
        assertEquals(model.hashCode(), copy.hashCode());
        assertEquals(model.getSpec(), copy.getSpec());
        assertNotEquals(model, model("b"));
    }

    @Test
    void aModelIsFlushedOnceAndNotWhenItWasReadBack() throws IOException, CanceledExecutionException {
        TextModel model = model("a");
        org.knime.core.data.filestore.HostAccess.flush(model);
        org.knime.core.data.filestore.HostAccess.flush(model); // a second time would write null
        org.knime.core.data.filestore.HostAccess.flush(
            (FileStorePortObject)HostAccess.copyThroughSerializers(model, exec));
        assertEquals("text 3", model.content());
    }

    @Test
    void theLastHolderDeletesTheFile() throws IOException {
        TextModel model = model("a");
        org.knime.core.data.filestore.HostAccess.flush(model);
        FileStore store = org.knime.core.data.filestore.HostAccess.storesOf(model).get(0);
        org.knime.core.node.HostAccess.retain(model);
        org.knime.core.node.HostAccess.retain(model);
        org.knime.core.node.HostAccess.release(model);
        assertTrue(Files.exists(store.getFile().toPath()));
        org.knime.core.node.HostAccess.release(model);
        assertFalse(Files.exists(store.getFile().toPath()));
    }

    @Test
    void specsAreEqualWhenTheySaveTheSame() throws IOException {
        TextModelSpec spec = new TextModelSpec("a", "x");
        assertEquals(spec, HostAccess.copyThroughSerializer(spec));
        assertEquals(spec.hashCode(), new TextModelSpec("a", "x").hashCode());
        assertNotEquals(spec, new TextModelSpec("a", "y"));
        assertNotEquals(spec, null);
        assertNotEquals(spec, new ImagePortObjectSpec(PNGImageContent.TYPE));
    }

    /** The form in which KNIME saves specs: seen in the spec.zip of a workflow that KNIME 5.11.0 saved. */
    @Test
    void specsAreSavedInTheFormThatKnimeHas() throws IOException, InvalidSettingsException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PortObjectSpecZipOutputStream out = new PortObjectSpecZipOutputStream(bytes)) {
            new TextModelSpec.Serializer().savePortObjectSpec(new TextModelSpec("a", "x"), out);
        }
        try (PortObjectSpecZipInputStream in =
            new PortObjectSpecZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ZipEntry entry = in.getNextEntry();
            assertEquals("content.xml", entry.getName());
            ModelContentRO content = ModelContent.loadFromXML(new ByteArrayInputStream(in.readAllBytes()));
            assertEquals(1, content.getInt("version"));
            assertEquals("org.hazelab.testnodes.TextModelSpec", content.getString("class_name"));
            assertEquals("a", content.getModelContent("model").getString("label"));
        }
    }

    @Test
    void aPictureIsACellOfItsTypeAndIsReadBack() throws IOException, CanceledExecutionException {
        byte[] png = ImagesNodeFactory.png(9);
        ImagePortObject picture =
            new ImagePortObject(new PNGImageContent(png), new ImagePortObjectSpec(PNGImageContent.TYPE));
        ImagePortObject copy = (ImagePortObject)HostAccess.copyThroughSerializers(picture, exec);
        assertArrayEquals(png, ((PNGImageValue)copy.toDataCell()).getImageContent().getByteArray());
        assertEquals(picture.getSpec(), copy.getSpec());
        assertEquals(PNGImageContent.TYPE, copy.getSpec().getDataType());
        assertEquals(picture.getSummary(), copy.getSummary());
    }
}
