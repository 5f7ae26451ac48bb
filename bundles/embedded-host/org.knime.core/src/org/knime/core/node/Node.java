// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.hazelab.standin.MessageAware;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.NodeID;
import org.knime.core.node.workflow.NodeMessage;
import org.knime.core.node.workflow.NodeMessageEvent;
import org.knime.core.node.workflow.NodeMessageListener;

/**
 * A model with its factory. Kept of KNIME's contract: how exceptions and warnings of a model become the message of its
 * node. Port indices here do not count the flow variable ports.
 */
public final class Node {

    /** How the message of a node begins that failed in a way it did not foresee. */
    public static final String EXECUTE_FAILED_PREFIX = "Execute failed: ";

    private static final NodeLogger LOGGER = NodeLogger.getLogger(Node.class);

    private final NodeFactory<? extends NodeModel> factory;
    private final ModifiableNodeCreationConfiguration creationConfig;
    private final NodeModel model;
    private final List<NodeMessageListener> listeners = new CopyOnWriteArrayList<>();

    /** A node with the default ports. */
    public Node(final NodeFactory<NodeModel> factory) {
        this(factory, defaultConfig(factory));
    }

    /** @param creationConfig the ports, null for a factory that cannot change them */
    public Node(final NodeFactory<NodeModel> factory, final ModifiableNodeCreationConfiguration creationConfig) {
        this.factory = factory;
        this.creationConfig = creationConfig;
        this.model =
            creationConfig == null ? factory.createNodeModel() : factory.createNodeModel(creationConfig.copy());
    }

    private static ModifiableNodeCreationConfiguration defaultConfig(final NodeFactory<NodeModel> factory) {
        return factory instanceof ConfigurableNodeFactory<?> c ? c.createNodeCreationConfig() : null;
    }

    /** The name of the kind of node. */
    public String getName() {
        return factory.getNodeName();
    }

    /** The factory. */
    public NodeFactory<? extends NodeModel> getFactory() {
        return factory;
    }

    /** The model. */
    public NodeModel getNodeModel() {
        return model;
    }

    /** The ports, as a copy. */
    public Optional<ModifiableNodeCreationConfiguration> getCopyOfCreationConfig() {
        return Optional.ofNullable(creationConfig).map(ModifiableNodeCreationConfiguration::copy);
    }

    /** Adds a listener for messages. */
    public void addMessageListener(final NodeMessageListener listener) {
        listeners.add(listener);
    }

    private void notify(final NodeMessage message) {
        listeners.forEach(l -> l.messageChanged(new NodeMessageEvent(new NodeID(0), message)));
    }

    /** Stores the settings of the model. */
    public void saveModelSettingsTo(final NodeSettingsWO modelSettings) {
        model.saveSettingsTo(modelSettings);
    }

    /** Checks settings. */
    public void validateModelSettings(final NodeSettingsRO modelSettings) throws InvalidSettingsException {
        model.validateSettings(modelSettings);
    }

    /** Checks and takes settings. */
    public void loadModelSettingsFrom(final NodeSettingsRO modelSettings) throws InvalidSettingsException {
        model.validateSettings(modelSettings);
        model.loadValidatedSettingsFrom(modelSettings);
    }

    /** Forgets the results. */
    public void reset() {
        model.reset();
    }

    /**
     * Configures the model.
     *
     * @return the specs of the outputs, null where unknown; nothing when the model refused, which its message tells
     */
    Optional<PortObjectSpec[]> configureModel(final PortObjectSpec[] inSpecs) {
        notify(NodeMessage.NONE);
        model.setWarning(null);
        try {
            PortObjectSpec[] out = model.configure(checked(inSpecs));
            showWarning();
            return Optional.of(Arrays.copyOf(out, model.getNrOutPorts()));
        } catch (InvalidSettingsException e) {
            LOGGER.debug("configure refused", e);
            notify(messageOf(e, e.getMessage()).toNodeMessage(NodeMessage.Type.WARNING));
        } catch (RuntimeException e) {
            LOGGER.debug("configure failed", e);
            String summary = "Configure failed (" + e.getClass().getSimpleName() + "): " + e.getMessage();
            notify(messageOf(e, summary).toNodeMessage(NodeMessage.Type.ERROR));
        }
        return Optional.empty();
    }

    private PortObjectSpec[] checked(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        PortObjectSpec[] specs = inSpecs.clone();
        for (int i = 0; i < specs.length; i++) {
            if (specs[i] == null && BufferedDataTable.TYPE.equals(model.getInPortType(i))) {
                specs[i] = new DataTableSpec();
            }
            if (specs[i] != null && !model.getInPortType(i).acceptsPortObjectSpec(specs[i])) {
                throw new InvalidSettingsException("Incompatible port spec at port " + i + ", expected: "
                    + model.getInPortType(i).getPortObjectSpecClass().getSimpleName() + ", actual: "
                    + specs[i].getClass().getSimpleName());
            }
        }
        return specs;
    }

    /**
     * Executes the model.
     *
     * @return the outputs; nothing when it failed or was cancelled, which its message tells
     */
    Optional<PortObject[]> executeModel(final PortObject[] inObjects, final ExecutionContext exec) {
        notify(NodeMessage.NONE);
        model.setWarning(null);
        exec.setMessage("Performing node execution...");
        try {
            exec.checkCanceled();
            PortObject[] out = model.execute(readable(inObjects, exec), exec);
            exec.checkCanceled();
            checkOutputs(out);
            flush(out);
            warnOfEmptyTables(out);
            showWarning(inObjects);
            return Optional.of(out);
        } catch (CanceledExecutionException e) {
            notify(e.getKNIMEMessage().toNodeMessage(NodeMessage.Type.WARNING));
        } catch (Exception | Error e) { // the border to the node: whatever it throws is told to its user
            LOGGER.debug("execute failed", e);
            if (e instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
                notify(new CanceledExecutionException().getKNIMEMessage().toNodeMessage(NodeMessage.Type.WARNING));
            } else {
                Message message = messageOf(e, executeFailed(e)).renderIssueDetails(inObjects);
                notify(message.toNodeMessage(NodeMessage.Type.ERROR));
            }
        }
        model.reset();
        return Optional.empty();
    }

    private static String executeFailed(final Throwable e) {
        String text = e.getMessage();
        boolean telling = text != null && text.length() >= 5;
        return EXECUTE_FAILED_PREFIX + (telling ? text : "(\"" + e.getClass().getSimpleName() + "\"): " + text);
    }

    private static Message messageOf(final Throwable e, final String summary) {
        return e instanceof MessageAware aware ? aware.getKNIMEMessage() : Message.fromSummary(String.valueOf(summary));
    }

    private void checkOutputs(final PortObject[] out) {
        for (int i = 0; i < model.getNrOutPorts(); i++) {
            if (out == null || out.length <= i || out[i] == null) {
                throw new IllegalStateException(
                    "Invalid result. Execution failed, reason: data at output " + i + " is null.");
            }
            if (!model.getOutPortType(i).acceptsPortObject(out[i])) {
                throw new IllegalStateException("Invalid output port object at port " + i + ": "
                    + out[i].getClass().getSimpleName() + " is no " + model.getOutPortType(i));
            }
        }
    }

    /** The inputs, or copies of them where those are wanted for tests. */
    private static PortObject[] readable(final PortObject[] inObjects, final ExecutionContext exec)
        throws IOException, CanceledExecutionException {
        PortObject[] objects = inObjects.clone();
        for (int i = 0; i < objects.length && org.knime.core.node.port.HostAccess.COPIES_WANTED; i++) {
            objects[i] = org.knime.core.node.port.HostAccess.copyThroughSerializers(objects[i], exec);
        }
        return objects;
    }

    /** KNIME, too, lets port objects write their files as soon as the node is done. */
    private static void flush(final PortObject... out) throws IOException {
        for (PortObject object : out) {
            if (object instanceof FileStorePortObject withFiles) {
                org.knime.core.data.filestore.HostAccess.flush(withFiles);
            }
        }
    }

    private void warnOfEmptyTables(final PortObject[] out) {
        List<BufferedDataTable> tables = Arrays.stream(out).filter(BufferedDataTable.class::isInstance)
            .map(BufferedDataTable.class::cast).toList();
        if (model.getWarning() == null && !tables.isEmpty() && tables.stream().allMatch(t -> t.size() == 0)) {
            model.setWarningMessage(tables.size() == 1 ? "Node created an empty data table."
                : "Node created empty data tables on all out-ports.");
        }
    }

    private void showWarning(final PortObject... inObjects) {
        if (model.getWarning() != null) {
            notify(model.getWarning().renderIssueDetails(inObjects).toNodeMessage(NodeMessage.Type.WARNING));
        }
    }
}
