// SPDX-License-Identifier: Apache-2.0
package org.hazelab.standin.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.standin.MessageAware;
import org.hazelab.standin.parameters.ParameterPersistence;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.workflow.NodeMessage;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.HostAccess;
import org.knime.node.parameters.NodeParameters;

/**
 * A node with its ports, its parameters and its message. Kept of KNIME's contract: parameters are made from the inputs
 * at the first configure if none were loaded, and they are validated when they are made and when they are loaded;
 * exceptions and warnings of a node become its message. Port indices do not count the flow variable ports.
 */
public final class HostNode {

    /** How the message of a node begins that failed in a way it did not foresee. */
    private static final String EXECUTE_FAILED = "Execute failed: ";

    private static final NodeLogger LOGGER = NodeLogger.getLogger(HostNode.class);

    private final DefaultNodeFactory factory;
    private final Class<? extends NodeParameters> parametersClass;
    private final List<PortType> inputs;
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final List<PortType> outputs;
    private NodeParameters parameters;
    private String warning;
    private volatile NodeMessage message = NodeMessage.NONE;

    /** @param added the types of the optional ports that are there, by the identifiers of the ports */
    public HostNode(final DefaultNodeFactory factory, final Map<String, PortType> added) {
        this.factory = factory;
        NodeDetails details = HostAccess.detailsOf(factory);
        parametersClass = HostAccess.parametersOf(factory);
        inputs = ports(details.inputs(), added);
        outputs = ports(details.outputs(), added);
        for (NodeDetails.Port port : details.inputs()) {
            if (!port.optional() || added.containsKey(port.id())) {
                positions.put(port.id(), positions.size());
            }
        }
    }

    private static List<PortType> ports(final List<NodeDetails.Port> described, final Map<String, PortType> added) {
        List<PortType> types = new ArrayList<>();
        for (NodeDetails.Port port : described) {
            if (!port.optional()) {
                types.add(port.types().get(0));
            } else if (added.containsKey(port.id())) {
                types.add(added.get(port.id()));
            }
        }
        return types;
    }

    /**
     * The optional ports that are there according to a node's settings file.
     *
     * @throws InvalidSettingsException when the type of one of them is not installed
     */
    public static Map<String, PortType> addedPorts(final NodeSettings file) throws InvalidSettingsException {
        Map<String, PortType> added = new LinkedHashMap<>();
        if (file.containsKey("node_creation_config")) {
            NodeSettings groups = file.getNodeSettings("node_creation_config");
            for (String id : groups) {
                NodeSettings group = groups.getNodeSettings(id);
                if (group.containsKey("port_0")) {
                    added.put(id, portType(group.getNodeSettings("port_0").getString("object_class")));
                }
            }
        }
        return added;
    }

    private static PortType portType(final String objectClass) throws InvalidSettingsException {
        PortTypeRegistry registry = PortTypeRegistry.getInstance();
        return registry.getObjectClass(objectClass).map(registry::getPortType).orElseThrow(
            () -> new InvalidSettingsException(
                "Unable to restore port type, can't load class \"" + objectClass + "\""));
    }

    /** The types of its inputs. */
    public List<PortType> inputs() {
        return inputs;
    }

    /** The positions of its inputs, by the identifiers of the ports. */
    public Map<String, Integer> positions() {
        return positions;
    }

    /** The types of its outputs. */
    public List<PortType> outputs() {
        return outputs;
    }

    /** What it shows its user. */
    public NodeMessage message() {
        return message;
    }

    /** Sets what it shows its user. */
    public void setMessage(final NodeMessage newMessage) {
        message = newMessage;
    }

    /** Stores its parameters. */
    public void saveSettings(final NodeSettingsWO settings) {
        ParameterPersistence.save(
            parameters == null ? ParameterPersistence.create(parametersClass) : parameters, settings);
    }

    /** Checks and takes parameters. */
    public void loadSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        NodeParameters loaded = ParameterPersistence.load(parametersClass, settings);
        loaded.validate();
        parameters = loaded;
    }

    /**
     * Configures.
     *
     * @return the specs of the outputs, null where unknown; nothing when the node refused, which its message tells
     */
    public Optional<PortObjectSpec[]> configure(final PortObjectSpec[] inSpecs) {
        start();
        try {
            checkInputs(inSpecs);
            if (parameters == null) {
                NodeParameters made = ParameterPersistence.create(parametersClass, new SpecsInput(inputs, inSpecs));
                made.validate();
                parameters = made;
            }
            PortObjectSpec[] out = new PortObjectSpec[outputs.size()];
            HostAccess.configure(factory, new NodeInput(parameters, inSpecs, null, null),
                new NodeOutput(out, null, text -> warning = text));
            showWarning();
            return Optional.of(out);
        } catch (InvalidSettingsException e) {
            LOGGER.debug("configure refused", e);
            message = NodeMessage.newWarning(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOGGER.debug("configure failed", e);
            message = NodeMessage.newError(
                "Configure failed (" + e.getClass().getSimpleName() + "): " + e.getMessage());
        }
        return Optional.empty();
    }

    private void start() {
        message = NodeMessage.NONE;
        warning = null;
    }

    private void showWarning() {
        if (warning != null) {
            message = NodeMessage.newWarning(warning);
        }
    }

    private void checkInputs(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        for (int i = 0; i < inSpecs.length; i++) {
            if (inSpecs[i] == null && BufferedDataTable.TYPE.equals(inputs.get(i))) {
                inSpecs[i] = new DataTableSpec();
            }
            if (inSpecs[i] != null && !inputs.get(i).acceptsPortObjectSpec(inSpecs[i])) {
                throw new InvalidSettingsException("Incompatible port spec at port " + i + ", expected: "
                    + inputs.get(i).getPortObjectSpecClass().getSimpleName() + ", actual: "
                    + inSpecs[i].getClass().getSimpleName());
            }
        }
    }

    /**
     * Executes.
     *
     * @return the outputs; nothing when the node failed or was cancelled, which its message tells
     */
    public Optional<PortObject[]> execute(final PortObject[] inObjects, final ExecutionContext exec) {
        start();
        exec.setMessage("Performing node execution...");
        try {
            exec.checkCanceled();
            PortObject[] out = new PortObject[outputs.size()];
            HostAccess.execute(factory, new NodeInput(parameters, null, readable(inObjects, exec), exec),
                new NodeOutput(null, out, text -> warning = text));
            exec.checkCanceled();
            checkOutputs(out);
            flush(out);
            warnOfEmptyTables(out);
            showWarning();
            return Optional.of(out);
        } catch (CanceledExecutionException e) {
            message = canceled(e);
        } catch (Exception | Error e) { // the border to the node: whatever it throws is told to its user
            LOGGER.debug("execute failed", e);
            boolean interrupted = e instanceof InterruptedException || Thread.currentThread().isInterrupted();
            message = interrupted ? canceled(new CanceledExecutionException()) : failed(e);
        }
        return Optional.empty();
    }

    private static NodeMessage canceled(final CanceledExecutionException e) {
        return e.getKNIMEMessage().toNodeMessage(NodeMessage.Type.WARNING);
    }

    private static NodeMessage failed(final Throwable e) {
        String text = e.getMessage();
        boolean telling = text != null && text.length() >= 5;
        Message told = e instanceof MessageAware aware ? aware.getKNIMEMessage() : Message.fromSummary(
            EXECUTE_FAILED + (telling ? text : "(\"" + e.getClass().getSimpleName() + "\"): " + text));
        return told.toNodeMessage(NodeMessage.Type.ERROR);
    }

    private void checkOutputs(final PortObject[] out) {
        for (int i = 0; i < out.length; i++) {
            if (out[i] == null) {
                throw new IllegalStateException(
                    "Invalid result. Execution failed, reason: data at output " + i + " is null.");
            }
            if (!outputs.get(i).acceptsPortObject(out[i])) {
                throw new IllegalStateException("Invalid output port object at port " + i + ": "
                    + out[i].getClass().getSimpleName() + " is no " + outputs.get(i));
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
        int tables = 0;
        for (PortObject object : out) {
            if (object instanceof BufferedDataTable table) {
                tables++;
                if (table.size() > 0) {
                    return;
                }
            }
        }
        if (warning == null && tables > 0) {
            warning =
                tables == 1 ? "Node created an empty data table." : "Node created empty data tables on all out-ports.";
        }
    }
}
