package dev.muster.trials.faults.clock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Loaded into a service's JVM; adds what its file says, in milliseconds, to what the two clocks tell. */
public final class ClockAgent {
    /** The system property by which the changed methods find the difference. */
    static final String AHEAD = "muster.trial.clock-ahead";

    /** The clocks: class and method, which takes nothing and gives milliseconds. */
    private static final Map<String, String> CLOCKS = Map.of(
            "java/time/Clock$SystemClock", "millis",
            "org/apache/kafka/common/utils/SystemTime", "milliseconds");

    private static final long LOOK_MILLIS = 100;

    private ClockAgent() {}

    /** Called in a JVM that runs; {@code file} is the one to follow. */
    public static void agentmain(String file, Instrumentation jvm) throws UnmodifiableClassException {
        var ahead = new Ahead();
        jvm.addTransformer(ahead, true);
        for (Class<?> loaded : jvm.getAllLoadedClasses()) {
            if (CLOCKS.containsKey(loaded.getName().replace('.', '/'))) {
                jvm.retransformClasses(loaded);
            }
        }
        jvm.removeTransformer(ahead);
        Thread.ofPlatform().daemon().name("clock-of-the-trial").start(() -> follow(Path.of(file)));
    }

    private static void follow(Path file) {
        while (true) {
            try {
                System.setProperty(AHEAD, Files.readString(file, UTF_8).strip());
                Thread.sleep(LOOK_MILLIS);
            } catch (IOException e) {
                System.clearProperty(AHEAD);
                return; // the trial is over
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static final class Ahead implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                String name,
                @Nullable Class<?> loaded,
                @Nullable ProtectionDomain domain,
                byte[] bytes) {
            var method = CLOCKS.get(name);
            return method == null ? null : ahead(bytes, method);
        }
    }

    /** The class with {@code Long.getLong(AHEAD, 0)} added to what {@code method} returns. */
    static byte[] ahead(byte[] bytes, String method) {
        var reader = new ClassReader(bytes);
        var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        var next = super.visitMethod(access, name, descriptor, signature, exceptions);
                        return name.equals(method) && descriptor.equals("()J") ? new Adding(next) : next;
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static final class Adding extends MethodVisitor {
        Adding(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.LRETURN) {
                visitLdcInsn(AHEAD);
                super.visitInsn(Opcodes.LCONST_0);
                visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        "java/lang/Long",
                        "getLong",
                        "(Ljava/lang/String;J)Ljava/lang/Long;",
                        false);
                visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Long", "longValue", "()J", false);
                super.visitInsn(Opcodes.LADD);
            }
            super.visitInsn(opcode);
        }
    }
}
