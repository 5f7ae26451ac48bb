// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.run;

import static org.hazelab.host.WorkflowFolder.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostRun;
import org.hazelab.host.WorkflowFolder;
import org.hazelab.testnodes.TroubleNodeFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancelTest {

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"ASKS", "SLEEPS"})
    void stopsANodeThatAsksAndOneThatSleepsAndLeavesNothingBehind(final String trouble)
        throws InterruptedException, IOException {
        Path folder = new WorkflowFolder(temp.resolve("wf")).node(1, "ImagesNodeFactory", null)
            .node(2, "TroubleNodeFactory", entry("trouble", "xstring", trouble)).node(3, "ModifyNodeFactory", null)
            .connect(1, 1, 2, 1).connect(2, 1, 3, 1).save();
        var before = HostRun.runFolders();
        CountDownLatch waiting = TroubleNodeFactory.nextWaiting();
        HostRun run = new HostRun();
        Thread runner = new Thread(() -> run.execute(folder.toString(), "-nosave"));
        runner.start();
        waiting.await();
        run.cancel();
        runner.join();
        assertEquals(ExitCode.INTERRUPTED, run.code);
        assertEquals(Map.of("TroubleNodeFactory #2", NodeRun.State.CANCELED, "ModifyNodeFactory #3",
            NodeRun.State.SKIPPED), run.notExecuted);
        assertEquals("Execution canceled", run.messages.get("TroubleNodeFactory #2").getMessage());
        assertEquals(before, HostRun.runFolders());
    }
}
