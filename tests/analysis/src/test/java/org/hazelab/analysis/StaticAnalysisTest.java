// SPDX-License-Identifier: Apache-2.0
package org.hazelab.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Error Prone and NullAway find nothing in the sources of the bundles.
 *
 * <p>What is a value that may be null says so by {@code @Nullable}; nothing else is null. Beside Error Prone's own
 * errors, {@link #RULES} are errors here: each has found a bug in a program like this one, and none is about taste.
 */
class StaticAnalysisTest {

    private static final List<String> RULES = List.of("NullAway", "ArgumentSelectionDefectChecker", "BadInstanceof",
        "CatchAndPrintStackTrace", "CharacterGetNumericValue", "ClassCanBeStatic", "ClassNewInstance",
        "CloseableProvides", "DefaultCharset", "DoubleCheckedLocking", "EqualsUnsafeCast", "Finally",
        "FloatCast", "FutureReturnValueIgnored", "HidingField", "IdentityBinaryExpression",
        "InconsistentHashCode", "InputStreamSlowMultibyteRead", "IntLongMath", "InvalidThrows",
        "JavaLangClash", "LabelledBreakTarget", "LogicalAssignment", "MissingCasesInEnumSwitch", "MissingOverride",
        "ModifyCollectionInEnhancedForLoop", "MutablePublicArray", "NarrowCalculation", "NarrowingCompoundAssignment",
        "NonAtomicVolatileUpdate", "NonOverridingEquals", "ObjectToString", "OptionalNotPresent",
        "ParameterName", "ReferenceEquality", "ReturnFromVoid", "ReturnValueIgnored",
        "ShortCircuitBoolean", "StaticGuardedByInstance", "StreamResourceLeak", "SynchronizeOnNonFinalField",
        "ThreadLocalUsage", "UndefinedEquals", "UnnecessaryLambda", "UnsynchronizedOverridesSynchronized",
        "UnusedException", "UnusedMethod", "UnusedNestedClass", "UnusedVariable", "URLEqualsHashCode", "WaitNotInLoop");

    /**
     * The embedded host's own packages: its bundles have KNIME's names and dependencies, and so do not see our
     * annotation; what KNIME's API says of null is KNIME's.
     */
    private static final List<String> UNANNOTATED = List.of("org.hazelab.host", "org.hazelab.standin");

    private static final List<String> OPENED = List.of("api", "code", "comp", "file", "main", "model", "parser",
        "processing", "tree", "util");
    private static final Pattern FINDING = Pattern.compile("^(.*\\.java:\\d+: error: .*)$", Pattern.MULTILINE);

    @Test
    void nothingIsFound(@TempDir Path folder) throws IOException {
        Path bundles = Path.of(System.getProperty("hazelab.root"), "bundles");
        List<Path> sources;
        try (Stream<Path> files = Files.walk(bundles)) {
            sources = files.filter(file -> file.toString().endsWith(".java") && !file.toString().contains("/target/"))
                .sorted().toList();
        }
        assertTrue(sources.size() > 500, () -> sources.size() + " sources in " + bundles);
        assertEquals(List.of(), analyse(sources, folder));
    }

    @Test
    void findsWhatIsWrong(@TempDir Path folder) throws IOException {
        Path source = folder.resolve("Wrong.java");
        Files.writeString(source, """
            package org.hazelab;
            class Wrong {
                static long product(int a, int b) {
                    return a * b;
                }
                static String text(boolean some) {
                    return some ? "some" : null;
                }
            }
            """);
        List<String> findings = analyse(List.of(source), folder);
        assertEquals(List.of("[IntLongMath]", "[NarrowCalculation]", "[NullAway]"), findings.stream()
            .map(finding -> finding.replaceAll(".*error: (\\[\\w+\\]).*", "$1")).toList(), findings::toString);
    }

    /** The errors of a compilation with both tools, a line each. */
    private static List<String> analyse(List<Path> sources, Path folder) throws IOException {
        Path list = folder.resolve("sources");
        Files.write(list, sources.stream().map(source -> '"' + source.toString() + '"').toList());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        OPENED.forEach(part -> command.add("-J--add-opens=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED"));
        String classPath = classPath();
        command.addAll(List.of("-J-Xmx2g", "--release", "17", "-proc:none", "-implicit:none", "-parameters", "-nowarn",
            "-Xmaxerrs", "1000", "-XDcompilePolicy=simple", "--should-stop=ifError=FLOW",
            "-XDaddTypeAnnotationsToSymbol=true", "-cp", classPath, "-processorpath", classPath, "-d",
            Files.createDirectories(folder.resolve("classes")).toString(), rules(), "@" + list));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly()).join();
        String said = Files.readString(output);
        List<String> findings = FINDING.matcher(said).results().map(found -> found.group(1)).toList();
        assertEquals(findings.isEmpty() ? 0 : 1, process.exitValue(), said);
        return findings;
    }

    private static String rules() {
        return "-Xplugin:ErrorProne -XepDisableAllWarnings -XepOpt:NullAway:AnnotatedPackages=org.hazelab "
            + "-XepOpt:NullAway:UnannotatedSubPackages=" + String.join(",", UNANNOTATED) + " "
            // KNIME calls these before anything else, and fills fields of messages never: they are places in a dialog.
            + "-XepOpt:NullAway:KnownInitializers=org.knime.node.parameters.updates.StateProvider.init "
            + "-XepOpt:NullAway:ExcludedFieldAnnotations=org.knime.node.parameters.widget.message.TextMessage "
            + RULES.stream().map(rule -> "-Xep:" + rule + ":ERROR").collect(Collectors.joining(" "));
    }

    private static String classPath() throws IOException {
        try (InputStream file = StaticAnalysisTest.class.getResourceAsStream("/class-path")) {
            Path lib = Path.of(System.getProperty("hazelab.root"), "bundles/org.hazelab.runtime/lib");
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip() + ":" + lib + "/djl-api.jar:" + lib
                + "/djl-pytorch.jar:" + lib + "/jna.jar";
        }
    }
}
