// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file.checkpoint;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.bytes.FileBytes;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Bytes;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Dictionary;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Global;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Instance;
import org.hazelab.runtime.file.checkpoint.PickleObjects.NumpyType;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Sequence;
import org.hazelab.runtime.file.checkpoint.PickleObjects.Tuple;
import org.hazelab.runtime.file.numbers.ScalarType;
import org.hazelab.runtime.file.numbers.Words;

/**
 * The names in Python that a checkpoint may use, and what stands for them here. All others are refused: in Python they
 * would be imported and called.
 *
 * <p>Nothing here copies or compares what may be long: a pickle can ask for it again and again in a few bytes.
 */
final class PickleGlobals {

    /** What is allowed beside types and storages: module, a space, name. */
    private static final Set<String> ALLOWED = Set.of("collections OrderedDict", "collections Counter",
        "torch._utils _rebuild_tensor", "torch._utils _rebuild_tensor_v2", "torch._utils _rebuild_tensor_v3",
        "torch._utils _rebuild_parameter", "torch._utils _rebuild_parameter_with_state", "torch Size", "torch device",
        "torch.storage UntypedStorage", "_codecs encode", "numpy dtype", "numpy.core.multiarray scalar",
        "numpy._core.multiarray scalar", "builtins set", "builtins frozenset", "__builtin__ set",
        "__builtin__ frozenset");
    /** Types of numbers that PyTorch has and that are not read: their tensors are only listed. */
    private static final Set<String> OTHER_TYPES = Set.of("complex32", "complex64", "complex128", "float8_e4m3fn",
        "float8_e5m2", "float8_e4m3fnuz", "float8_e5m2fnuz", "float8_e8m0fnu", "ComplexFloatStorage",
        "ComplexDoubleStorage");

    /** The modules of the classes that a TorchScript archive defines in its code. */
    private static final String SCRIPTED = "__torch__";
    /** What a TorchScript archive writes lists of one type with. */
    private static final Set<String> LISTS = Set.of("torch.jit._pickle build_intlist",
        "torch.jit._pickle build_doublelist", "torch.jit._pickle build_boollist",
        "torch.jit._pickle build_tensorlist", "torch.jit._pickle restore_type_tag");

    private static final int LONGEST_KEY = 1 << 10;
    private static final int LONGEST_BYTES = 1 << 10;
    private static final int MOST_PAIRS = 1 << 20;

    private final FileBytes file;
    private final boolean scripts;
    private int pairs;
    private final Map<String, TensorStorage> storages = new LinkedHashMap<>();

    /** @param scripts whether the objects of a TorchScript archive are allowed, as what holds tensors alone */
    PickleGlobals(FileBytes file, boolean scripts) {
        this.file = file;
        this.scripts = scripts;
    }

    /** The storages that the tensors lie in, by their keys. */
    Map<String, TensorStorage> storages() {
        return storages;
    }

    Global find(String module, String name) throws HazeLabException {
        boolean type = module.equals("torch") && (ScalarType.ofTorch(name) != null || OTHER_TYPES.contains(name));
        boolean scripted = scripts && (isScripted(module) || LISTS.contains(module + " " + name));
        if (!type && !scripted && !ALLOWED.contains(module + " " + name)) {
            throw file.refused("wants to run code: it names " + Words.quoted(module + "." + name)
                + ", where weights consist of tensors, lists and dictionaries alone",
                "Use it only if you trust it: load "
                    + "it in PyTorch and save its state dict alone with torch.save(model.state_dict(), file)");
        }
        return new Global(module, name);
    }

    private static boolean isScripted(String module) {
        return module.equals(SCRIPTED) || module.startsWith(SCRIPTED + ".");
    }

    /** A new object, of a class that a TorchScript archive defines: nothing but what its attributes are put into. */
    Instance instance(Object type, Object arguments) throws HazeLabException {
        if (!(type instanceof Global global) || !isScripted(global.module()) || tuple(arguments).length > 0) {
            throw damaged("an object is made of what is no class of a script");
        }
        return new Instance();
    }

    /** A call of a name; only those that make tensors and containers mean anything. */
    Object call(Object called, Object[] arguments) throws HazeLabException {
        if (!(called instanceof Global global) || isScripted(global.module())) {
            throw damaged("something is called that is no function");
        }
        return switch (global.name()) {
            case "OrderedDict", "Counter" -> dictionary(arguments);
            case "_rebuild_tensor", "_rebuild_tensor_v2" -> tensor(arguments, null);
            case "_rebuild_tensor_v3" -> tensor(arguments, argument(arguments, 6, Global.class).name());
            case "_rebuild_parameter", "_rebuild_parameter_with_state" -> argument(arguments, 0, TensorLayout.class);
            case "Size" -> argument(arguments, 0, Tuple.class);
            case "device" -> device(arguments);
            case "build_intlist", "build_doublelist", "build_boollist", "build_tensorlist" ->
                argument(arguments, 0, Sequence.class);
            case "restore_type_tag" -> argument(arguments, 0, Object.class);
            case "set", "frozenset" -> arguments.length == 0 ? new Sequence() : argument(arguments, 0, Sequence.class);
            case "encode" -> encoded(arguments);
            case "dtype" -> new NumpyType(brief(argument(arguments, 0, String.class), LONGEST_BYTES), false);
            case "scalar" -> scalar(argument(arguments, 0, NumpyType.class), argument(arguments, 1, Bytes.class));
            default -> throw damaged("the type " + Words.quoted(global.toString()) + " is called");
        };
    }

    /** State that is given to an object: attributes of dictionaries and tensors are dropped. */
    Object build(Object object, Object state) throws HazeLabException {
        if (object instanceof Instance instance && state instanceof Dictionary attributes) {
            if (!instance.attributes().entries().isEmpty()) {
                throw damaged("an object gets its attributes twice");
            }
            instance.build(attributes);
            return instance;
        }
        if (object instanceof NumpyType type) {
            Object[] items = tuple(state);
            return new NumpyType(type.name(), items.length > 1 && ">".equals(items[1]));
        }
        if (object instanceof Dictionary || object instanceof TensorLayout) {
            return object;
        }
        throw damaged("state is given to what has none");
    }

    /** The storage that a persistent identity stands for: ("storage", class, key, device, count and perhaps a view). */
    TensorStorage storage(Object identity) throws HazeLabException {
        Object[] items = tuple(identity);
        if (items.length > 0 && "module".equals(items[0])) {
            throw file.refused("holds a whole model with its program, not weights alone",
                "Load it in PyTorch and save its state dict with torch.save(model.state_dict(), file)");
        }
        if (items.length < 5 || items.length > 6 || !"storage".equals(items[0])
            || items.length == 6 && items[5] != null) {
            throw damaged("a storage is described in an unknown way");
        }
        String type = argument(items, 1, Global.class).name();
        String key = text(items[2]);
        long count = argument(items, 4, Long.class);
        ScalarType scalar = ScalarType.ofTorch(type);
        long bytes = scalar == null ? 1 : scalar.bytes();
        if (count < 0 || count > file.size() / bytes) {
            throw file.truncated();
        }
        TensorStorage known = storages.get(key);
        if (known == null) {
            known = new TensorStorage(file, key, type, count);
            storages.put(key, known);
        } else if (!known.type().equals(type) || known.count() != count) {
            throw damaged("a storage is described in two ways");
        }
        return known;
    }

    private TensorLayout tensor(Object[] arguments, @Nullable String type) throws HazeLabException {
        TensorStorage storage = argument(arguments, 0, TensorStorage.class);
        return TensorLayout.of(storage, type == null ? storage.type() : type, argument(arguments, 1, Long.class),
            longs(argument(arguments, 2, Tuple.class)), longs(argument(arguments, 3, Tuple.class)));
    }

    private long[] longs(Tuple tuple) throws HazeLabException {
        if (tuple.items().length > TensorLayout.MOST_AXES) {
            throw damaged("a tensor has too many axes");
        }
        long[] numbers = new long[tuple.items().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = argument(tuple.items(), i, Long.class);
        }
        return numbers;
    }

    private Dictionary dictionary(Object[] arguments) throws HazeLabException {
        if (arguments.length > 0 && arguments[0] instanceof Dictionary same) {
            return same;
        }
        Dictionary dictionary = new Dictionary();
        if (arguments.length > 0) {
            for (Object pair : items(arguments[0])) {
                List<Object> entry = items(pair);
                if (entry.size() != 2 || ++pairs > MOST_PAIRS) {
                    throw damaged("an entry of a dictionary is no pair, or there are too many");
                }
                put(dictionary, entry.get(0), entry.get(1));
            }
        }
        return dictionary;
    }

    /** Puts an entry into a dictionary, whose key has to be of a kind that is compared in one step. */
    void put(Dictionary dictionary, Object key, Object value) throws HazeLabException {
        boolean plain = key == null || key instanceof String || key instanceof Long || key instanceof Double
            || key instanceof Boolean || key instanceof BigInteger;
        if (!plain) {
            throw damaged("a key of a dictionary is neither text nor a number");
        }
        if (key instanceof String name) {
            brief(name, LONGEST_KEY);
        }
        dictionary.put(key, value);
    }

    private String brief(String text, int longest) throws HazeLabException {
        if (text.length() > longest) {
            throw damaged("a name is too long");
        }
        return text;
    }

    private List<Object> items(Object container) throws HazeLabException {
        return container instanceof Sequence sequence ? sequence.items() : Arrays.asList(tuple(container));
    }

    private String device(Object[] arguments) throws HazeLabException {
        String kind = brief(argument(arguments, 0, String.class), LONGEST_KEY);
        return arguments.length > 1 ? kind + ":" + argument(arguments, 1, Long.class) : kind;
    }

    /** Bytes that older protocols write as text of the same code points. */
    private Bytes encoded(Object[] arguments) throws HazeLabException {
        if (!"latin1".equals(argument(arguments, 1, String.class))) {
            throw damaged("bytes are in an unknown encoding");
        }
        String text = brief(argument(arguments, 0, String.class), LONGEST_BYTES);
        return new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Object scalar(NumpyType type, Bytes value) throws HazeLabException {
        ByteBuffer bytes = ByteBuffer.wrap(value.bytes())
            .order(type.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (type.name().length() != 2 || type.name().charAt(1) != '0' + bytes.remaining()) {
            throw damaged("a number of numpy has the type " + Words.quoted(type.name()));
        }
        return switch (type.name()) {
            case "f8" -> bytes.getDouble();
            case "f4" -> (double)bytes.getFloat();
            case "f2" -> (double)ScalarType.half(bytes.getShort());
            case "i8" -> bytes.getLong();
            case "i4" -> (long)bytes.getInt();
            case "i2" -> (long)bytes.getShort();
            case "i1" -> (long)bytes.get();
            case "u8" -> unsigned(bytes.getLong());
            case "u4" -> Integer.toUnsignedLong(bytes.getInt());
            case "u2" -> (long)Short.toUnsignedInt(bytes.getShort());
            case "u1" -> (long)Byte.toUnsignedInt(bytes.get());
            case "b1" -> bytes.get() != 0;
            default -> throw damaged("a number of numpy has the type " + Words.quoted(type.name()));
        };
    }

    private static Object unsigned(long bits) {
        return bits >= 0 ? (Object)bits : new BigInteger(Long.toUnsignedString(bits));
    }

    String text(Object object) throws HazeLabException {
        return cast(object, String.class);
    }

    Object[] tuple(Object object) throws HazeLabException {
        return cast(object, Tuple.class).items();
    }

    private <T> T argument(Object[] arguments, int index, Class<T> type) throws HazeLabException {
        return cast(index < arguments.length ? arguments[index] : null, type);
    }

    private <T> T cast(@Nullable Object object, Class<T> type) throws HazeLabException {
        if (!type.isInstance(object)) {
            throw damaged("its parts do not fit together");
        }
        return type.cast(object);
    }

    private HazeLabException damaged(String what) {
        return file.damaged("its pickle cannot be understood (" + what + ")");
    }
}
