// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

/** When bfloat16 is worth it. What this machine has is of no importance: rates are made up, but for one measurement. */
class Bfloat16Test {

    private static Setting<String> choice(String property, String variable) throws HazeLabException {
        return Bfloat16.choice(name -> name.equals("hazelab.bfloat16") ? property : null,
            name -> name.equals("HAZELAB_BFLOAT16") ? variable : null);
    }

    private static Bfloat16 of(double exact, double fast, String property) throws HazeLabException {
        return new Bfloat16("AVX512-BF16", exact, fast, choice(property, null));
    }

    @Test
    void ratesDecideAndNotTheNamesOfUnits() throws HazeLabException {
        assertTrue(of(100, 200, null).worthwhile());
        assertTrue(of(100, 120, "auto").worthwhile());
        assertFalse(of(100, 119, null).worthwhile(), "units that are turned off compute at another rate");
        assertFalse(of(100, 30, null).worthwhile());
    }

    @Test
    void aSettingDecidesInThePlaceOfRates() throws HazeLabException {
        assertFalse(of(100, 200, "off").worthwhile());
        assertTrue(of(100, 30, "ON").worthwhile());
        assertEquals("off", choice(null, "off").value());
        assertEquals("the environment variable HAZELAB_BFLOAT16", choice(null, "off").origin());
        HazeLabException e = assertThrows(HazeLabException.class, () -> choice("yes", null));
        assertTrue(e.getMessage().contains("\"yes\" from the system property hazelab.bfloat16"), e.getMessage());
    }

    @Test
    void saysUnitsAndRates() throws HazeLabException {
        assertEquals("units AVX512-BF16; on one thread a convolution runs at 228 GFLOP/s with bfloat16 and at 114 "
            + "with 32-bit floats", of(114.2, 227.9, null).words());
        assertEquals(
            "no units for bfloat16 that it names; on one thread a convolution runs at 30 GFLOP/s with bfloat16 "
                + "and at 100 with 32-bit floats, turned on by the system property hazelab.bfloat16",
            new Bfloat16("", 100, 30, choice("on", null)).words());
    }

    @Test
    void readsTheUnitsOfProcessors() {
        assertEquals("AMX-BF16, AVX512-BF16", ProcessorUnits.words("flags\t\t: fpu avx512_bf16 amx_bf16 amx_tile"));
        assertEquals("ARM BF16", ProcessorUnits.words("Features\t: fp asimd bf16 i8mm"));
        assertEquals("", ProcessorUnits.words("flags\t\t: fpu avx2 avx512f"));
        assertEquals("", ProcessorUnits.words("flags"));
    }

    @Test
    void measuresADeviceOnce() throws HazeLabException {
        ComputeDevice device = ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, ""));
        Bfloat16 measured = Bfloat16.of(device, Progress.NONE);
        assertTrue(measured.exact() > 0 && measured.fast() > 0, measured.words());
        assertEquals(measured, Bfloat16.of(device, Progress.NONE));
        try {
            Bfloat16.assume(device, new double[] {100, 30});
            assertEquals(30, Bfloat16.of(device, Progress.NONE).fast());
        } finally {
            Bfloat16.assume(device, null);
        }
    }
}
