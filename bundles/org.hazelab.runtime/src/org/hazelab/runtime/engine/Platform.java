// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What kind of machine this is, in Eclipse's words, and how PyTorch's libraries are called on it.
 *
 * @param os {@code linux}, {@code win32}, {@code macosx} or what Java says
 * @param arch {@code x86_64}, {@code aarch64} or what Java says
 */
public record Platform(String os, String arch) {

    /** The platforms with a fragment of libraries. */
    static final List<Platform> SUPPORTED = List.of(new Platform("linux", "x86_64"), new Platform("linux", "aarch64"),
        new Platform("win32", "x86_64"), new Platform("macosx", "aarch64"));

    /** This machine. */
    public static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String os = name.startsWith("linux") ? "linux" : name.startsWith("windows") ? "win32"
            : name.startsWith("mac") ? "macosx" : name;
        return new Platform(os, osArch.equals("amd64") ? "x86_64" : osArch);
    }

    /** The symbolic name of the fragment with the libraries for this kind of machine. */
    public String fragment() {
        return "org.hazelab.runtime." + os + "." + arch;
    }

    /** As DJL calls it, such as {@code win-x86_64}. */
    String djlName() {
        return switch (os) {
            case "win32" -> "win-" + arch;
            case "macosx" -> "osx-" + arch;
            default -> os + "-" + arch;
        };
    }

    /** As JNA calls it, such as {@code win32-x86-64}. */
    String jnaName() {
        return (os.equals("macosx") ? "darwin" : os) + "-" + arch.replace('_', '-');
    }

    /** The file of JNA's library. */
    String jnaFile() {
        return os.equals("macosx") ? "libjnidispatch.jnilib" : file("jnidispatch");
    }

    boolean isSupported() {
        return SUPPORTED.contains(this);
    }

    /** The file of a library, such as {@code libc10.so}. */
    String file(String library) {
        return switch (os) {
            case "win32" -> library + ".dll";
            case "macosx" -> "lib" + library + ".dylib";
            default -> "lib" + library + ".so";
        };
    }

    /**
     * The libraries to load, each after those it needs. On Linux and macOS a library finds its other neighbours itself;
     * on Windows the neighbours are named too, as far as they are there.
     */
    List<String> libraries(boolean cuda) {
        Stream<String> neighbours = os.equals("win32")
            ? Stream.of("libiompstubs5md", "libiomp5md", "uv", "asmjit", "fbgemm") : Stream.of();
        Stream<String> torch = cuda ? Stream.of("c10", "c10_cuda", "torch_cpu", "torch_cuda", "torch")
            : Stream.of("c10", "torch_cpu", "torch");
        return Stream.concat(neighbours, torch).toList();
    }

    @Override
    public String toString() {
        return os + " " + arch;
    }
}
