// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why libraries cannot be used, in sentences. */
class LibraryFailuresTest {

    private static final Platform LINUX = new Platform("linux", "x86_64");
    private static final NativeFiles NATIVES = new NativeFiles(LINUX);

    @TempDir
    private Path folder;

    /** Messages as the loaders of glibc and Windows write them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/x/libc10.so: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.28' not found (required by /x/libc10.so)"
            + "|this Linux is older than the libraries, which need GLIBC_2.28|glibc 2.29",
        "/x/libc10.so: failed to map segment from shared object|may not be loaded from this folder|noexec",
        "/x/libc10.so: libgomp.so.1: cannot open shared object file: No such file or directory|libgomp.so.1|libgomp1",
        "/x/libc10.so: libcudart.so.12: cannot open shared object file: No such file or directory"
            + "|NVIDIA's library libcudart.so.12 is not found|nvidia and cusparselt",
        "/x/libc10.so: libnvJitLink.so.12: cannot open shared object file: No such file or directory"
            + "|libnvJitLink|nvidia",
        "/x/libc10.so: undefined symbol: _ZNK3c105Error4whatEv|undefined symbol|exactly version 2.7.1",
        "C:\\x\\c10.dll: Can't find dependent libraries|dependent libraries|Visual C++",
        "Native Library /x/libc10.so already loaded in another classloader|another extension|Restart KNIME",
        "something new|something new|Reinstall HazeLab"})
    void tellsWhyALibraryIsNotLoaded(String message, String reason, String remedy) {
        HazeLabException failure = LibraryLoader.explain(Path.of("/x/libc10.so"), new UnsatisfiedLinkError(message));
        assertTrue(failure.summary().contains(reason), failure.summary());
        assertTrue(failure.remedy().contains(remedy), failure.remedy());
    }

    @Test
    void tellsWhereWindowsLooksForTheLibrariesOfNvidia() {
        HazeLabException failure = LibraryLoader.explain(Path.of("/x/torch/lib/c10_cuda.dll"),
            new UnsatisfiedLinkError("/x/torch/lib/c10_cuda.dll: Can't find dependent libraries"));
        assertTrue(failure.summary().endsWith("c10_cuda.dll: Can't find dependent libraries"), failure.summary());
        assertTrue(failure.remedy().startsWith("Put the folder " + Path.of("/x/torch/lib") + " into PATH"),
            failure.remedy());
    }

    /** The JVM follows links before it loads, and glibc names the file again: both as seen with JDK 17. */
    @ParameterizedTest
    @ValueSource(strings = {"/the real/libc10.so: ", "/link to/libc10.so: /link to/libc10.so: "})
    void namesTheFileOnce(String names) {
        HazeLabException failure = LibraryLoader.explain(Path.of("/link to/libc10.so"),
            new UnsatisfiedLinkError(names + "undefined symbol: x"));
        assertEquals("The model runtime cannot load /link to/libc10.so: undefined symbol: x", failure.summary());
    }

    @Test
    void tellsWhichLibrariesAreNotInstalled() {
        HazeLabException windows = NativeFiles.missing(new Platform("win32", "x86_64"));
        assertEquals("The libraries of the model runtime for win32 x86_64 are not installed", windows.summary());
        assertTrue(windows.remedy().contains("org.hazelab.runtime.win32.x86_64"), windows.remedy());
        HazeLabException intelMac = NativeFiles.missing(new Platform("macosx", "x86_64"));
        assertEquals("The model runtime does not exist for macosx x86_64", intelMac.summary());
        assertThrows(HazeLabException.class, () -> new NativeFiles(new Platform("win32", "x86_64")).pytorch());
    }

    @Test
    void knowsPlatformsByTheirThreeNames() {
        assertEquals(LINUX, Platform.of("Linux", "amd64"));
        Platform mac = Platform.of("Mac OS X", "aarch64");
        assertEquals(List.of("macosx aarch64", "osx-aarch64", "darwin-aarch64", "libc10.dylib"),
            List.of(mac.toString(), mac.djlName(), mac.jnaName(), mac.file("c10")));
        Platform windows = Platform.of("Windows 11", "amd64");
        assertEquals(List.of("win32 x86_64", "win-x86_64", "win32-x86-64", "c10.dll"),
            List.of(windows.toString(), windows.djlName(), windows.jnaName(), windows.file("c10")));
        assertEquals(List.of("c10", "torch_cpu", "torch"), LINUX.libraries(false));
        assertEquals(List.of("c10", "c10_cuda", "torch_cpu", "torch_cuda", "torch"), LINUX.libraries(true));
    }

    @Test
    void takesAPyTorchOfTheUsersOwn() throws IOException, HazeLabException {
        Path lib = Files.createDirectories(folder.resolve("torch/lib"));
        Files.createFile(lib.resolve("libtorch_cpu.so"));
        Files.writeString(folder.resolve("torch/version.py"), "__version__ = '2.7.1+cpu'\n");
        Libtorch cpu = Libtorch.of(folder.resolve("torch"), "a test", NATIVES, LINUX);
        assertEquals(lib, cpu.folder());
        assertEquals("2.7.1+cpu", cpu.build());
        assertFalse(cpu.cuda());
        Files.createFile(lib.resolve("libtorch_cuda.so"));
        Files.writeString(folder.resolve("torch/build-version"), "2.7.1+cu128\n");
        Libtorch cuda = Libtorch.of(lib, "a test", NATIVES, LINUX);
        assertTrue(cuda.cuda());
        assertEquals("2.7.1+cu128", cuda.build());
        assertTrue(cuda.binding().endsWith("jnilib/linux-x86_64/cu128/libdjl_torch.so"), cuda.binding()::toString);
    }

    @Test
    void refusesAPyTorchThatDoesNotFit() throws IOException {
        HazeLabException none = assertThrows(HazeLabException.class,
            () -> Libtorch.of(folder, "the environment variable HAZELAB_LIBTORCH", NATIVES, LINUX));
        assertEquals("There is no libtorch_cpu.so in " + folder
            + ", which the environment variable HAZELAB_LIBTORCH names", none.summary());
        Files.createDirectories(folder.resolve("lib"));
        Files.createFile(folder.resolve("lib/libtorch_cpu.so"));
        Files.writeString(folder.resolve("build-version"), "2.8.0+cu128\n");
        HazeLabException newer =
            assertThrows(HazeLabException.class, () -> Libtorch.of(folder, "a test", NATIVES, LINUX));
        assertTrue(newer.summary().endsWith("is 2.8.0+cu128"), newer.summary());
        assertTrue(newer.remedy().contains("exactly version 2.7.1"), newer.remedy());
    }
}
