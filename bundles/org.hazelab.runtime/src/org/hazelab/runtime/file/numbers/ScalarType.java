// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file.numbers;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Map;

import org.hazelab.imaging.Nullable;

/**
 * The kinds of numbers that files hold, and how they become 32-bit floats.
 *
 * <p>16-bit floats of both kinds are exact. 64-bit floats are rounded to the nearest, since networks calculate in 32
 * bits; one that is too large is refused. Integers have to be exact; truth values are 0 and 1.
 */
public enum ScalarType {

    F32(4),
    F16(2),
    BF16(2),
    F64(8),
    I8(1),
    U8(1),
    I16(2),
    U16(2),
    I32(4),
    U32(4),
    I64(8),
    U64(8),
    BOOL(1);

    /** How PyTorch calls the storages ({@code torch.FloatStorage}) and types ({@code torch.float32}). */
    private static final Map<String, ScalarType> TORCH = Map.ofEntries(
        Map.entry("FloatStorage", F32), Map.entry("HalfStorage", F16), Map.entry("BFloat16Storage", BF16),
        Map.entry("DoubleStorage", F64), Map.entry("CharStorage", I8), Map.entry("ByteStorage", U8),
        Map.entry("ShortStorage", I16), Map.entry("IntStorage", I32), Map.entry("LongStorage", I64),
        Map.entry("BoolStorage", BOOL), Map.entry("float32", F32), Map.entry("float16", F16),
        Map.entry("bfloat16", BF16), Map.entry("float64", F64), Map.entry("int8", I8), Map.entry("uint8", U8),
        Map.entry("int16", I16), Map.entry("uint16", U16), Map.entry("int32", I32), Map.entry("uint32", U32),
        Map.entry("int64", I64), Map.entry("uint64", U64), Map.entry("bool", BOOL));

    private static final int SIGNIFICANT_BITS = 24;

    private final int bytes;

    ScalarType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    /** The type of a safetensors header, or null. */
    public static @Nullable ScalarType ofSafetensors(String name) {
        for (ScalarType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    /** The type of a PyTorch storage class or {@code dtype}, without its module, or null. */
    public static @Nullable ScalarType ofTorch(String name) {
        return TORCH.get(name);
    }

    /**
     * Turns the next numbers of a little-endian buffer into floats.
     *
     * @return null, or the first number that cannot become one, with the reason
     */
    @Nullable
    String decode(ByteBuffer from, float[] to, int at, int count) {
        if (this == F32) {
            FloatBuffer floats = from.asFloatBuffer();
            floats.get(to, at, count);
            from.position(from.position() + count * Float.BYTES);
            return null;
        }
        for (int i = at; i < at + count; i++) {
            String problem = switch (this) {
                case F16 -> set(to, i, half(from.getShort()));
                case BF16 -> set(to, i, Float.intBitsToFloat(from.getShort() << 16));
                case F64 -> real(to, i, from.getDouble());
                case I8 -> set(to, i, from.get());
                case U8 -> set(to, i, Byte.toUnsignedInt(from.get()));
                case I16 -> set(to, i, from.getShort());
                case U16 -> set(to, i, Short.toUnsignedInt(from.getShort()));
                case I32 -> integer(to, i, from.getInt());
                case U32 -> integer(to, i, Integer.toUnsignedLong(from.getInt()));
                case I64 -> integer(to, i, from.getLong());
                case U64 -> unsigned(to, i, from.getLong());
                case BOOL -> truth(to, i, from.get());
                case F32 -> throw new AssertionError(this);
            };
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String set(float[] to, int i, float value) {
        to[i] = value;
        return null;
    }

    private static @Nullable String real(float[] to, int i, double value) {
        to[i] = (float)value;
        boolean lost = Float.isInfinite(to[i]) && Double.isFinite(value);
        return lost ? String.format(Locale.ROOT, "%.6e, which is too large for a 32-bit float", value) : null;
    }

    private static @Nullable String integer(float[] to, int i, long value) {
        to[i] = value;
        return exact(Math.abs(value)) ? null : value + ", which no 32-bit float equals";
    }

    private static @Nullable String unsigned(float[] to, int i, long value) {
        to[i] = value >= 0 ? value : (value >>> 1) * 2f;
        return exact(value) ? null : Long.toUnsignedString(value) + ", which no 32-bit float equals";
    }

    /** Whether the bits of an unsigned number, without zeros at either end, fit a float's significand. */
    private static boolean exact(long magnitude) {
        return magnitude == 0
            || Long.SIZE - Long.numberOfLeadingZeros(magnitude)
                - Long.numberOfTrailingZeros(magnitude) <= SIGNIFICANT_BITS;
    }

    private static @Nullable String truth(float[] to, int i, byte value) {
        to[i] = value;
        return value == 0 || value == 1 ? null : value + ", which is no truth value";
    }

    /** The value of a 16-bit float (IEEE 754 binary16), exactly. */
    public static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int magnitude = bits & 0x7fff;
        if (magnitude >= 0x7c00) {
            return Float.intBitsToFloat(sign | 0x7f800000 | (magnitude & 0x3ff) << 13);
        }
        if (magnitude < 0x400) {
            float subnormal = magnitude * 0x1p-24f;
            return sign == 0 ? subnormal : -subnormal;
        }
        return Float.intBitsToFloat(sign | (magnitude << 13) + (112 << 23));
    }
}
