// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostException;
import org.hazelab.host.run.NodeOption;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.HostAccess;

/**
 * The command line of {@code run}: the flags of KNIME's batch executor, and the workflow without a flag.
 *
 * @param workflow a folder, or an archive
 * @param variables in the place of workflow variables
 * @param options in the place of saved settings
 * @param reset whether the user said that saved results do not count, which they never do here
 * @param noSave whether the user asked to save nothing; this host never saves
 * @param noExecute whether to stop after configuring
 */
public record RunOptions(Path workflow, List<FlowVariable> variables, List<NodeOption> options, boolean reset,
    boolean noSave, boolean noExecute) {

    private static final Set<String> IGNORED = Set.of("-noversioncheck", "-perspective", "-showlocation",
        "-allowdeadlock", "-checkforupdates", "-profilelist", "-profilelocation", "-failonloaderror");
    private static final Set<String> NEED_KNIME =
        Set.of("-credential", "-masterkey", "-preferences", "-updatelinks", "-destfile", "-destdir");

    /** @throws HostException with exit code 2 and one sentence when the command line is wrong */
    static RunOptions parse(final String... arguments) throws HostException {
        Parser parser = new Parser();
        for (String argument : arguments) {
            parser.take(argument);
        }
        if (parser.workflow == null) {
            throw usage("No workflow given: name its folder or .knwf file, or use -workflowDir= or -workflowFile=.");
        }
        return new RunOptions(parser.workflow, parser.variables, parser.options, parser.reset, parser.noSave,
            parser.noExecute);
    }

    private static HostException usage(final String sentence) {
        return new HostException(ExitCode.USAGE, sentence);
    }

    private static HostException usage(final String sentence, final NumberFormatException cause) {
        return new HostException(ExitCode.USAGE, sentence, cause);
    }

    private static final class Parser {

        private final List<FlowVariable> variables = new ArrayList<>();
        private final List<NodeOption> options = new ArrayList<>();
        private Path workflow;
        private boolean reset;
        private boolean noSave;
        private boolean noExecute;

        void take(final String argument) throws HostException {
            int equals = argument.indexOf('=');
            String flag = equals < 0 ? argument : argument.substring(0, equals);
            String value = equals < 0 ? null : argument.substring(equals + 1);
            switch (flag) {
                case "-workflowDir" -> setWorkflow(flag, value, "directory", Files::isDirectory);
                case "-workflowFile" -> setWorkflow(flag, value, "file", Files::isRegularFile);
                case "-workflow.variable" -> variables.add(variable(argument, value));
                case "-option" -> options.add(option(argument, value));
                case "-reset" -> reset = true;
                case "-nosave" -> noSave = true;
                case "-noexecute" -> noExecute = true;
                default -> other(argument, flag);
            }
        }

        private void other(final String argument, final String flag) throws HostException {
            String lower = flag.toLowerCase(Locale.ROOT);
            if (!flag.startsWith("-")) {
                setWorkflow("the workflow", argument, "file or directory", Files::exists);
            } else if (NEED_KNIME.contains(lower)) {
                throw usage("The option " + flag + " needs KNIME itself: the embedded host has no credentials, no"
                    + " preferences, no linked components, and saves no workflows.");
            } else if (!IGNORED.contains(lower)) {
                throw usage("Unknown option '" + flag + "'.");
            }
        }

        private void setWorkflow(final String flag, final String value, final String kind,
            final Predicate<Path> fits) throws HostException {
            if (workflow != null) {
                throw usage("More than one workflow given: " + workflow + " and " + value + ".");
            }
            if (value == null || value.isEmpty()) {
                throw usage(flag + " needs the path of a workflow " + kind + ".");
            }
            try {
                workflow = Path.of(value);
            } catch (InvalidPathException e) {
                throw HostException.unnamable(ExitCode.USAGE, e);
            }
            if (!fits.test(workflow)) {
                throw usage("The workflow '" + value + "' is no " + kind + ".");
            }
        }

        private static FlowVariable variable(final String argument, final String value) throws HostException {
            List<String> parts = value == null ? List.of() : QuotedList.split(value);
            if (parts.size() != 3) {
                throw usage("Couldn't parse " + argument + ": it must be -workflow.variable=name,value,type; a value"
                    + " with commas goes into quotes.");
            }
            try {
                return switch (parts.get(2)) {
                    case "String" -> HostAccess.newVariable(parts.get(0), parts.get(1));
                    case "int" -> HostAccess.newVariable(parts.get(0), Integer.parseInt(parts.get(1)));
                    case "double" -> HostAccess.newVariable(parts.get(0), Double.parseDouble(parts.get(1)));
                    default -> throw usage("Invalid type for workflow variable " + parts.get(0) + ": " + parts.get(2)
                        + ". It must be String, int or double.");
                };
            } catch (NumberFormatException e) {
                throw usage("Couldn't parse " + argument + ": \"" + parts.get(1) + "\" is no " + parts.get(2) + ".", e);
            }
        }

        /** The value may contain commas: what is before the last one belongs to it. */
        private static NodeOption option(final String argument, final String value) throws HostException {
            String text = value == null ? "" : value;
            int first = text.indexOf(',');
            int second = text.indexOf(',', first + 1);
            int last = text.lastIndexOf(',');
            try {
                if (first > 0 && second > first && last > second) {
                    NodeOption option = new NodeOption(Integer.parseInt(text.substring(0, first)),
                        text.substring(first + 1, second), text.substring(second + 1, last), text.substring(last + 1));
                    if (option.hasKnownType()) {
                        return option;
                    }
                    throw usage("Unknown option type for " + option.name() + ": " + option.type() + ".");
                }
            } catch (NumberFormatException e) {
                throw usage("Couldn't parse " + argument + ": \"" + text.substring(0, first)
                    + "\" is no number of a node; nodes in metanodes need KNIME itself.", e);
            }
            throw usage("Couldn't parse " + argument + ": it must be -option=nodeID,name,value,type.");
        }
    }
}
