// SPDX-License-Identifier: Apache-2.0
package org.hazelab.compatibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.hazelab.compatibility.Api.ApiClass;
import org.hazelab.compatibility.Api.Member;
import org.hazelab.compatibility.Api.Traits;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads compiled classes: their own signatures as an {@link Api}. */
final class ByteCode {

    private ByteCode() {
    }

    /** All class files below a folder. */
    static List<ClassReader> classes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).sorted().map(ByteCode::reader).toList();
        }
    }

    private static ClassReader reader(Path file) {
        try {
            return new ClassReader(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The signatures of compiled classes, private and synthetic members included. */
    static Api signatures(List<ClassReader> classes) {
        Api api = new Api();
        classes.forEach(
            reader -> reader.accept(new SignatureVisitor(api), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG));
        return api;
    }

    private static final class SignatureVisitor extends ClassVisitor {

        private final Api api;
        private ApiClass current;

        SignatureVisitor(Api api) {
            super(Opcodes.ASM9);
            this.api = api;
        }

        @Override
        public void visit(int version, int access, String name, String signature, String superName,
            String[] interfaces) {
            current = new ApiClass(name, modifiers(access & ~Opcodes.ACC_SYNCHRONIZED), superName, List.of(interfaces),
                new TreeMap<>());
            api.add(current);
        }

        @Override
        public void visitInnerClass(String name, String outer, String inner, int access) {
            if (name.equals(current.name())) { // the true modifiers of a nested class stand here
                SortedSet<String> modifiers = modifiers(access);
                current = current.with(modifiers);
                api.add(current);
            }
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            String constant =
                value == null ? null : value instanceof String text ? "\"" + text + "\"" : value.toString();
            current.members().put(new Member('F', name, descriptor), new Traits(modifiers(access), constant));
            return null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
            String[] thrown) {
            current.members().put(new Member('M', name, descriptor), new Traits(modifiers(access), null));
            return null;
        }
    }

    /** The modifiers that matter when linking, in words. */
    static SortedSet<String> modifiers(int access) {
        SortedSet<String> words = new TreeSet<>();
        Object[][] bits = {{Opcodes.ACC_PUBLIC, "public"}, {Opcodes.ACC_PROTECTED, "protected"},
            {Opcodes.ACC_PRIVATE, "private"}, {Opcodes.ACC_STATIC, "static"}, {Opcodes.ACC_FINAL, "final"},
            {Opcodes.ACC_ABSTRACT, "abstract"}, {Opcodes.ACC_INTERFACE, "interface"},
            {Opcodes.ACC_ANNOTATION, "annotation"}, {Opcodes.ACC_ENUM, "enum"}};
        for (Object[] bit : bits) {
            if ((access & (int)bit[0]) != 0) {
                words.add((String)bit[1]);
            }
        }
        return words;
    }
}
