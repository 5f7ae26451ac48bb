// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostException;
import org.hazelab.host.run.NodeOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunOptionsTest {

    @TempDir
    Path temp;

    @Test
    void understandsTheFlagsOfKnime() throws HostException {
        RunOptions options = RunOptions.parse("-workflowDir=" + temp, "-reset", "-nosave", "-failonloaderror",
            "-workflow.variable=a,1,int", "-workflow.variable=b,\"x, y\",String", "-workflow.variable=c,0.5,double",
            "-workflow.variable=d,,String", "-option=3,group/key,a,b,String");
        assertEquals(temp, options.workflow());
        assertTrue(options.reset() && options.noSave());
        assertFalse(options.noExecute());
        assertEquals(List.of("1", "x, y", "0.5", ""),
            options.variables().stream().map(v -> v.getValueAsString()).toList());
        assertEquals(List.of(new NodeOption(3, "group/key", "a,b", "String")), options.options());
    }

    @Test
    void saysWhatMayBeWrongWithANameThatNoFileCanHave() {
        HostException e = assertThrows(HostException.class, () -> RunOptions.parse("a\0b"));
        assertEquals(ExitCode.USAGE, e.code());
        assertTrue(e.getMessage().contains("cannot be the name of a file"), e.getMessage());
        assertTrue(e.getMessage().contains("LC_ALL=C.UTF-8"), e.getMessage());
    }

    @Test
    void takesTheWorkflowWithoutAFlag() throws HostException {
        assertEquals(temp, RunOptions.parse("-nosave", temp.toString()).workflow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        -unknown; Unknown option '-unknown'.
        -nosav; Unknown option '-nosav'.
        -workflow.variable=a,1; it must be -workflow.variable=name,value,type
        -workflow.variable=a,b,c,String; it must be -workflow.variable=name,value,type
        -workflow.variable=a,x,int; "x" is no int.
        -workflow.variable=a,1,long; It must be String, int or double.
        -option=1,rows; it must be -option=nodeID,name,value,type.
        -option=1/2,rows,1,int; "1/2" is no number of a node
        -option=1,rows,1,StringCell; Unknown option type for rows: StringCell.
        -destDir=/tmp; The option -destDir needs KNIME itself
        -workflowDir; -workflowDir needs the path of a workflow directory.
        -workflowDir=/does/not/exist; The workflow '/does/not/exist' is no directory.
        """)
    void refusesAWrongCommandLineWithOneSentence(final String argument, final String words) {
        HostException e = assertThrows(HostException.class, () -> RunOptions.parse(argument));
        assertEquals(ExitCode.USAGE, e.code());
        assertTrue(e.getMessage().contains(words), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    @Test
    void wantsOneWorkflow() {
        assertTrue(assertThrows(HostException.class, () -> RunOptions.parse("-nosave")).getMessage()
            .startsWith("No workflow given"));
        assertTrue(assertThrows(HostException.class, () -> RunOptions.parse(temp.toString(), "-workflowDir=" + temp))
            .getMessage().startsWith("More than one workflow given"));
    }

    @Test
    void quotesProtectCommasAndBackslashesProtectQuotes() {
        assertEquals(List.of("a", "b,c", "d"), QuotedList.split("a,'b,c',d"));
        assertEquals(List.of("C:\\new\tx", "\""), QuotedList.split("\"C:\\\\new\\tx\",\"\\\"\""));
        assertEquals(List.of("C:\\new", ""), QuotedList.split("C:\\new,"));
    }
}
