// SPDX-License-Identifier: Apache-2.0
package org.hazelab.compatibility;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.hazelab.compatibility.Api.Member;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * What byte code asks of classes outside of itself: every class it names (also in descriptors, generics, annotations
 * and lambdas) and every member it uses, with the way it uses it.
 */
final class References {

    static final String KNIME = "org/knime/";

    /** How a member is used; it has to fit what the class offers. */
    enum Use {
        STATIC,
        INSTANCE,
        INTERFACE,
        ANNOTATION
    }

    /** A use of a member; for annotations only the member's name is known. */
    record MemberUse(String owner, Member member, Use use, String user) implements Comparable<MemberUse> {
        @Override
        public int compareTo(MemberUse other) {
            return (owner + member + use + user).compareTo(other.owner + other.member + other.use + other.user);
        }
    }

    final SortedSet<String> types = new TreeSet<>();
    final SortedSet<MemberUse> members = new TreeSet<>();
    /** The signatures of the scanned classes themselves. */
    final Api own;

    private References(Api own) {
        this.own = own;
    }

    static References of(List<ClassReader> classes) {
        References references = new References(ByteCode.signatures(classes));
        classes.forEach(reader -> reader.accept(references.new Scan(), ClassReader.SKIP_FRAMES));
        return references;
    }

    private void type(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> type(type.getElementType());
            case Type.OBJECT -> name(type.getInternalName());
            case Type.METHOD -> {
                type(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    type(argument);
                }
            }
            default -> {
                // a primitive
            }
        }
    }

    private void name(String internalName) {
        if (internalName.startsWith("[")) {
            type(Type.getType(internalName));
        } else if (internalName.startsWith(KNIME)) {
            types.add(internalName);
        }
    }

    private void generics(String signature) {
        if (signature != null) {
            new SignatureReader(signature).accept(new SignatureVisitor(Opcodes.ASM9) {
                @Override
                public void visitClassType(String name) {
                    name(name);
                }
            });
        }
    }

    /** Notes a use of a member of a KNIME class, or of one that a class of ours may inherit from a KNIME class. */
    private void use(String owner, Member member, Use use, String user) {
        name(owner);
        boolean inherited = own.find(owner).isPresent() && own.declaring(owner, member).isEmpty()
            && own.lineage(owner).stream().anyMatch(name -> name.startsWith(KNIME));
        if (owner.startsWith(KNIME) || inherited) {
            members.add(new MemberUse(owner, member, use, user));
        }
    }

    private final class Scan extends ClassVisitor {

        private String user;

        Scan() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String superName,
            String[] interfaces) {
            user = name;
            name(superName);
            List.of(interfaces).forEach(References.this::name);
            generics(signature);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return annotation(descriptor);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            type(Type.getType(descriptor));
            generics(signature);
            return new FieldVisitor(Opcodes.ASM9) {
                @Override
                public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    return annotation(annotation);
                }
            };
        }

        @Override
        public RecordComponentVisitor visitRecordComponent(String name, String descriptor, String signature) {
            type(Type.getType(descriptor));
            generics(signature);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
            String[] thrown) {
            type(Type.getMethodType(descriptor));
            generics(signature);
            if (thrown != null) {
                List.of(thrown).forEach(References.this::name);
            }
            return new Code();
        }

        private AnnotationVisitor annotation(String descriptor) {
            Type type = Type.getType(descriptor);
            type(type);
            return new AnnotationVisitor(Opcodes.ASM9) {
                private void named(String member) {
                    if (member != null && type.getInternalName().startsWith(KNIME)) {
                        members.add(
                            new MemberUse(type.getInternalName(), new Member('M', member, "?"), Use.ANNOTATION, user));
                    }
                }

                @Override
                public void visit(String member, Object value) {
                    named(member);
                    if (value instanceof Type named) {
                        type(named);
                    }
                }

                @Override
                public void visitEnum(String member, String enumDescriptor, String constant) {
                    named(member);
                    Type named = Type.getType(enumDescriptor);
                    type(named);
                    use(named.getInternalName(), new Member('F', constant, enumDescriptor), Use.STATIC, user);
                }

                @Override
                public AnnotationVisitor visitAnnotation(String member, String nested) {
                    named(member);
                    return annotation(nested);
                }

                @Override
                public AnnotationVisitor visitArray(String member) {
                    named(member);
                    AnnotationVisitor outer = this;
                    return new AnnotationVisitor(Opcodes.ASM9) {
                        @Override
                        public void visit(String none, Object value) {
                            outer.visit(null, value);
                        }

                        @Override
                        public void visitEnum(String none, String enumDescriptor, String constant) {
                            outer.visitEnum(null, enumDescriptor, constant);
                        }

                        @Override
                        public AnnotationVisitor visitAnnotation(String none, String nested) {
                            return annotation(nested);
                        }
                    };
                }
            };
        }

        private final class Code extends MethodVisitor {

            Code() {
                super(Opcodes.ASM9);
            }

            @Override
            public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                return annotation(descriptor);
            }

            @Override
            public void visitTypeInsn(int opcode, String type) {
                name(type);
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                type(Type.getType(descriptor));
                boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
                use(owner, new Member('F', name, descriptor), isStatic ? Use.STATIC : Use.INSTANCE, user);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                method(owner, name, descriptor, opcode == Opcodes.INVOKESTATIC, isInterface);
            }

            private void method(String owner, String name, String descriptor, boolean isStatic, boolean isInterface) {
                type(Type.getMethodType(descriptor));
                if (!owner.startsWith("[")) {
                    use(owner, new Member('M', name, descriptor),
                        isStatic ? Use.STATIC : isInterface ? Use.INTERFACE : Use.INSTANCE, user);
                }
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                Type call = Type.getMethodType(descriptor);
                type(call);
                if (bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
                    use(call.getReturnType().getInternalName(),
                        new Member('M', name, ((Type)arguments[0]).getDescriptor()), Use.INTERFACE, user);
                }
                for (Object argument : arguments) {
                    constant(argument);
                }
            }

            private void constant(Object value) {
                if (value instanceof Type type) {
                    type(type);
                } else if (value instanceof Handle handle && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
                    method(handle.getOwner(), handle.getName(), handle.getDesc(),
                        handle.getTag() == Opcodes.H_INVOKESTATIC, handle.isInterface());
                } else if (value instanceof ConstantDynamic dynamic) {
                    type(Type.getType(dynamic.getDescriptor()));
                }
            }

            @Override
            public void visitLdcInsn(Object value) {
                constant(value);
            }

            @Override
            public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
                type(Type.getType(descriptor));
            }

            @Override
            public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
                if (type != null) {
                    name(type);
                }
            }
        }
    }
}
