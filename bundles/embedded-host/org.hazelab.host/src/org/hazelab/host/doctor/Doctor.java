// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.hazelab.host.registry.NodeLoadException;
import org.hazelab.host.registry.NodeRegistry;
import org.hazelab.standin.Extensions;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * Looks at Java, memory, processors, the temporary folder, bundles, nodes and what bundles know, and says what to
 * change.
 */
public final class Doctor {

    private static final int JAVA = 17;
    private static final long LEAST_MEMORY = 512L << 20;
    private static final long LEAST_SPACE = 1L << 30;

    private final List<Finding> findings = new ArrayList<>();

    /** Looks at everything. */
    public Doctor() {
        java();
        memory();
        temporaryFolder();
        fileNames();
        bundles();
        nodes();
        others();
    }

    /** Whether nothing has to be changed. */
    public boolean allWell() {
        return findings.stream().noneMatch(Finding::isProblem);
    }

    /** The report, a line for each thing, with what to do below it where something is wrong. */
    public String report() {
        StringBuilder text = new StringBuilder();
        for (Finding f : findings) {
            String mark = f.isProblem() ? "BAD" : "ok";
            text.append(String.format(Locale.ROOT, "%-4s %-18s %s%n", mark, f.topic(), f.value()));
            if (f.isProblem()) {
                text.append("     What to do: ").append(f.remedy()).append(System.lineSeparator());
            }
        }
        return text.append(allWell() ? "All is well." : "Something is wrong, see above.")
            .append(System.lineSeparator()).toString();
    }

    private void check(final boolean well, final String topic, final String value, final String remedy) {
        findings.add(new Finding(topic, value, well ? "" : remedy));
    }

    private void java() {
        String version = System.getProperty("java.version") + ", " + System.getProperty("java.vendor") + ", in "
            + System.getProperty("java.home");
        check(Runtime.version().feature() >= JAVA, "Java", version,
            "Install Java " + JAVA + " or newer and let JAVA_HOME point to it.");
        boolean headless = Boolean.getBoolean("java.awt.headless");
        check(headless, "Without screen", headless ? "yes" : "no",
            "Start with ./hazelab, or give Java the option -Djava.awt.headless=true.");
        String system = System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
            + System.getProperty("os.arch");
        int processors = Runtime.getRuntime().availableProcessors();
        findings.add(Finding.fine("System", system + ", " + processors + " processors"));
    }

    private void memory() {
        long most = Runtime.getRuntime().maxMemory();
        check(most >= LEAST_MEMORY, "Memory for Java", size(most),
            "Give Java more memory, for example JAVA_OPTS=-Xmx4g; a photograph of 12 megapixels takes about 150 MB"
                + " for each of the images that are worked on at the same time.");
    }

    private void temporaryFolder() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            FileStore store = Files.getFileStore(folder);
            Path probe = Files.createTempFile(folder, "hazelab-doctor-", ".tmp");
            Files.delete(probe);
            check(store.getUsableSpace() >= LEAST_SPACE, "Temporary folder",
                folder + ", " + size(store.getUsableSpace()) + " free",
                "Images wait there between nodes. Make room, or choose another: JAVA_OPTS=-Djava.io.tmpdir=FOLDER.");
        } catch (IOException e) {
            check(false, "Temporary folder", folder + " cannot be written: " + e.getMessage(),
                "Choose another with JAVA_OPTS=-Djava.io.tmpdir=FOLDER.");
        }
    }

    private static boolean isName(String text) {
        try {
            return !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** By trying: on Unix it hangs on the locale, elsewhere all names are Unicode. */
    private void fileNames() {
        String encoding = System.getProperty("sun.jnu.encoding");
        if (isName("\u00fc\u9727")) {
            check(true, "File names", "any characters (" + encoding + ")", "");
        } else {
            check(false, "File names",
                encoding + " alone: files with other characters in their names, such as umlauts or"
                    + " Chinese, cannot be written, nor read from folders with such names",
                "Set the environment variable LC_ALL to a locale with UTF-8 that is installed (locale -a lists them), "
                    + "such"
                    + " as C.UTF-8.");
        }
    }

    private void bundles() {
        Bundle self = FrameworkUtil.getBundle(Doctor.class);
        if (self == null) {
            check(false, "Bundles", "not in an OSGi framework", "Start with ./hazelab.");
            return;
        }
        List<Bundle> ours = new ArrayList<>();
        for (Bundle bundle : self.getBundleContext().getBundles()) {
            String name = String.valueOf(bundle.getSymbolicName());
            if (name.startsWith("org.hazelab.") || name.startsWith("org.knime.")) {
                ours.add(bundle);
            }
        }
        ours.sort(Comparator.comparing(Bundle::getSymbolicName));
        for (Bundle bundle : ours) {
            boolean resolved = (bundle.getState() & (Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE)) != 0;
            boolean standin = bundle.getHeaders("").get("X-HazeLab-Standin") != null;
            check(resolved, "Bundle", bundle.getSymbolicName() + " " + bundle.getVersion()
                + (standin ? " (embedded host)" : "") + (resolved ? "" : ": not resolved"),
                "A bundle it needs is missing. Build again: ./mvnw clean package.");
        }
    }

    private void nodes() {
        List<NodeRegistry.Entry> entries = new NodeRegistry().all();
        check(!entries.isEmpty(), "Nodes", entries.size() + " installed",
            "The nodes are not installed in the host. Build again: ./mvnw clean package.");
        for (NodeRegistry.Entry entry : entries) {
            try {
                String name = entry.create().getNodeName();
                check(entry.create().getIcon() != null, "Node", name,
                    "The icon of " + entry.factoryClass() + " is missing in its bundle: report this.");
            } catch (NodeLoadException e) {
                check(false, "Node", entry.factoryClass(), e.getMessage() + " Report this.");
            }
        }
    }

    /** What bundles have to say that this one does not know. */
    private void others() {
        for (IConfigurationElement element : Extensions.at("org.hazelab.host.diagnosis")) {
            String bundle = element.getContributor().getName();
            try {
                if (element.createExecutableExtension("class") instanceof Supplier<?> diagnosis
                    && diagnosis.get() instanceof List<?> list) {
                    list.forEach(this::other);
                }
            } catch (CoreException e) {
                check(false, "Diagnosis", bundle + " cannot be asked: " + e.getMessage(), "Report this.");
            }
        }
    }

    private void other(final Object finding) {
        List<?> texts = (List<?>)finding;
        findings.add(new Finding(texts.get(0).toString(), texts.get(1).toString(), texts.get(2).toString()));
    }

    private static String size(final long bytes) {
        return bytes >= 1L << 30 ? String.format(Locale.ROOT, "%.1f GB", bytes / (double)(1L << 30))
            : (bytes >> 20) + " MB";
    }
}
