// SPDX-License-Identifier: Apache-2.0
package ai.djl.pytorch.jni;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The native calls that HazeLab makes, and no others, of the 265 that DJL's PyTorch binding 0.35.1 declares.
 *
 * <p>Everything here is unchecked: a number that is not the address of what the call expects ends the JVM. Only
 * {@code org.hazelab.runtime.engine} calls it, and keeps the addresses to itself. A failure inside libtorch is an
 * {@link ai.djl.engine.EngineException} with libtorch's message.
 *
 * <p>DJL's {@code Engine} is passed by on purpose: starting it looks for updates of its libraries, reports its use,
 * wants a cache folder, a dozen system properties and a context class loader. The binding alone needs none of these.
 */
public final class TorchCalls {

    /** DJL's number for 32-bit floats. Numbers it does not know abort the JVM, so this is the only one ever sent. */
    private static final int FLOAT32 = 0;
    private static final int STRIDED = 0;
    private static final int[] CPU = {0, -1};
    /** libtorch's number for Apple's GPU (c10::DeviceType::MPS); DJL's PtDeviceType has the same. */
    private static final int MPS = 13;
    private static final int CHUNK = 1 << 20;

    private static final PyTorchLibrary LIB = PyTorchLibrary.LIB;

    private TorchCalls() {
    }

    /**
     * Loads a library with the class loader that holds DJL's native methods, which is where the JVM will look for them.
     *
     * @throws LinkageError if it cannot be loaded
     */
    public static void load(Path library) {
        try {
            // The binding looks for this class while it is loaded, and ends the JVM where that cannot be initialised.
            Class.forName(JniUtils.class.getName());
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(e.getMessage());
        }
        System.load(library.toAbsolutePath().toString());
    }

    /** What libtorch can do here: {@code CUDA} (built in and a GPU is there), {@code CUDNN, MKL, MKLDNN, OPENMP}. */
    public static Set<String> features() {
        Set<String> features = new TreeSet<>();
        LIB.torchShowConfig(features);
        return features;
    }

    /** The threads of one operation, for the calling thread and those that come to libtorch later. */
    public static void setThreads(int threads) {
        LIB.torchSetNumThreads(threads);
    }

    /** @return as set by {@link #setThreads} */
    public static int threads() {
        return LIB.torchGetNumThreads();
    }

    /** Whether operations of the calling thread are recorded for a gradient. */
    public static void setGradientMode(boolean on) {
        LIB.torchSetGradMode(on);
    }

    /** Whether scripts that the calling thread runs first are rewritten after their first runs. */
    public static void setScriptOptimizer(boolean on) {
        LIB.setGraphExecutorOptimize(on);
    }

    /** Apple's GPU, as a device of the other calls. */
    public static int[] appleGpu() {
        return new int[] {MPS, -1};
    }

    /** Gives memory of GPUs back that no tensor uses. */
    public static void emptyCudaCache() {
        LIB.torchCudaEmptyCache();
    }

    /** A new tensor on the CPU; its values are whatever was there. */
    public static long empty(long[] shape) {
        return LIB.torchEmpty(shape, FLOAT32, STRIDED, CPU, false);
    }

    /** Ones of the shape and on the device of a float tensor. */
    public static long onesLike(long tensor, int[] device) {
        return LIB.torchOnesLike(tensor, FLOAT32, STRIDED, device, false);
    }

    /** The same values as 32-bit floats on a device: the same memory where nothing has to change. */
    public static long toFloat(long tensor, int[] device) {
        return LIB.torchTo(tensor, FLOAT32, device);
    }

    /** @see #toFloat */
    public static long toCpuFloat(long tensor) {
        return LIB.torchTo(tensor, FLOAT32, CPU);
    }

    /** The same values in row-major order: the same memory where they are. */
    public static long toContiguous(long tensor) {
        return LIB.torchToContiguous(tensor);
    }

    /** Whether the values lie in row-major order. */
    public static boolean isContiguous(long tensor) {
        return LIB.torchIsContiguous(tensor);
    }

    /** The memory of a contiguous tensor on the CPU; not to be touched after the tensor is deleted. */
    public static ByteBuffer memory(long tensor) {
        return LIB.torchDirectByteBuffer(tensor).order(ByteOrder.nativeOrder());
    }

    /** The lengths of the axes. */
    public static long[] shape(long tensor) {
        return LIB.torchSizes(tensor);
    }

    /** Writes the values of one tensor into another of the same shape. */
    public static void copyInto(long target, long source) {
        long everything = LIB.torchIndexInit(1);
        try {
            LIB.torchIndexAppendNoneEllipsis(everything, true);
            LIB.torchIndexAdvPut(target, everything, source);
        } finally {
            LIB.torchDeleteIndex(everything);
        }
    }

    /** Computes the gradients of a tensor. */
    public static void backward(long tensor, long gradient) {
        LIB.torchBackward(tensor, gradient, false, false);
    }

    /** The gradient of a tensor, 0 where there is none. */
    public static long gradient(long tensor) {
        long gradient = LIB.torchGrad(tensor);
        return gradient == -1 ? 0 : gradient;
    }

    /** Sets the gradient of a tensor to zeros, if there is one. */
    public static void clearGradient(long tensor) {
        LIB.zeroGrad(tensor);
    }

    /** A 3 x 3 convolution with a border of zeros: batch x channels x height x width, weights out x in x 3 x 3. */
    public static long convolve(long image, long weights) {
        long[] ones = {1, 1};
        return LIB.torchNNConvNd(image, weights, 0, ones, ones, ones, 1);
    }

    /** Frees a tensor. */
    public static void deleteTensor(long tensor) {
        LIB.torchDeleteTensor(tensor);
    }

    /**
     * Loads a TorchScript archive onto a device. libtorch reads archives onto the processor and NVIDIA's GPUs only, so
     * for Apple's the binding is told to move the module after it was read, as DJL itself does.
     *
     * @param archive must not throw: native code reads it, which does not look for Java's exceptions
     */
    public static long loadModule(InputStream archive, int[] device) {
        return LIB.moduleLoad(archive, device, device[0] != MPS, new byte[CHUNK], -1);
    }

    /** Frees a module. */
    public static void deleteModule(long module) {
        LIB.torchDeleteModule(module);
    }

    /** The methods of a module. */
    public static String[] methodNames(long module) {
        return LIB.moduleGetMethodNames(module);
    }

    /** The parameters of a module by their dotted names, in the order of {@link #parameters}. */
    public static String[] parameterNames(long module) {
        return LIB.moduleGetParamNames(module);
    }

    /** The parameters of a module: the same memory, to be deleted each. */
    public static long[] parameters(long module) {
        return LIB.moduleGetParams(module);
    }

    /**
     * Runs a method of a module.
     *
     * @param training false runs it in inference mode, whose results can never enter a graph
     */
    public static long run(long module, String method, long[] arguments, boolean training) {
        return LIB.moduleRunMethod(module, method, arguments, training, false);
    }

    /** Wraps a tensor. */
    public static long value(long tensor) {
        return LIB.iValueFromTensor(tensor);
    }

    /** Wraps a list of tensors. */
    public static long values(long[] tensors) {
        return LIB.iValueFromTensorList(tensors);
    }

    /** Wraps a number. */
    public static long value(double number) {
        return LIB.iValueFromDouble(number);
    }

    /** Wraps a whole number. */
    public static long wholeValue(long number) {
        return LIB.iValueFromLong(number);
    }

    /** Wraps a truth value. */
    public static long value(boolean truth) {
        return LIB.iValueFromBool(truth);
    }

    /** What a wrapped value is, in TorchScript's words. */
    public static String typeOf(long value) {
        return LIB.iValueGetType(value);
    }

    /** Whether it wraps a tensor. */
    public static boolean isTensor(long value) {
        return LIB.iValueIsTensor(value);
    }

    /** Whether it wraps a list of tensors. */
    public static boolean isTensorList(long value) {
        return LIB.iValueIsTensorList(value);
    }

    /** Whether it wraps a tuple. */
    public static boolean isTuple(long value) {
        return LIB.iValueIsTuple(value);
    }

    /** The wrapped tensor. */
    public static long tensor(long value) {
        return LIB.iValueToTensor(value);
    }

    /** The wrapped tensors. */
    public static long[] tensors(long value) {
        return LIB.iValueToTensorList(value);
    }

    /** The wrapped values. */
    public static long[] tuple(long value) {
        return LIB.iValueToIValueTuple(value);
    }

    /** Frees a wrapped value, not what it wraps. */
    public static void deleteValue(long value) {
        LIB.torchDeleteIValue(value);
    }
}
