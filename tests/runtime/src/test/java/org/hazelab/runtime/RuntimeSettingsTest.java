// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeSettingsTest {

    private static final Map<String, String> NOTHING = Map.of();

    private static RuntimeSettings resolve(String device, int threads, String memory, Map<String, String> properties,
        Map<String, String> environment) throws HazeLabException {
        return RuntimeSettings.resolve(device, threads, memory, properties::get, environment::get);
    }

    @Test
    void theDialogComesBeforeThePropertyBeforeTheVariable() throws HazeLabException {
        Map<String, String> property =
            Map.of("hazelab.device", "cuda:1", "hazelab.threads", "3", "hazelab.memory", "2g");
        Map<String, String> variable =
            Map.of("HAZELAB_DEVICE", "cuda:2", "HAZELAB_THREADS", "4", "HAZELAB_MEMORY", "1g",
                "HAZELAB_LIBTORCH", "/opt/libtorch");
        RuntimeSettings dialog = resolve("cpu", 2, "800m", property, variable);
        assertEquals(new Setting<>("cpu", "the node's dialog"), dialog.device());
        assertEquals(new Setting<>(2, "the node's dialog"), dialog.threads());
        assertEquals(new Setting<>(Optional.of(800L << 20), "the node's dialog"), dialog.memory());
        RuntimeSettings machine = resolve("", 0, " ", property, variable);
        assertEquals(new Setting<>("cuda:1", "the system property hazelab.device"), machine.device());
        assertEquals(new Setting<>(3, "the system property hazelab.threads"), machine.threads());
        assertEquals(Optional.of(2L << 30), machine.memory().value());
        RuntimeSettings environment = resolve("", 0, "", NOTHING, variable);
        assertEquals(new Setting<>("cuda:2", "the environment variable HAZELAB_DEVICE"), environment.device());
        assertEquals(new Setting<>(4, "the environment variable HAZELAB_THREADS"), environment.threads());
        assertEquals(Optional.of(Path.of("/opt/libtorch")), environment.libtorch().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"libs/torch", "./torch", "to\0rch"})
    void aFolderOfLibrariesIsNamedByItsWholePath(String folder) {
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> resolve("", 0, "", NOTHING, Map.of("HAZELAB_LIBTORCH", folder)));
        assertTrue(failure.summary().startsWith("\"" + folder + "\" from the environment variable HAZELAB_LIBTORCH "),
            failure.summary());
        assertTrue(failure.remedy().startsWith("Give the whole path"), failure.remedy());
    }

    @Test
    void withoutAnySettingTheDefaultsHold() throws HazeLabException {
        RuntimeSettings settings = resolve("", 0, "", NOTHING, NOTHING);
        assertEquals("auto (the default)", settings.device().toString());
        assertEquals(Runtime.getRuntime().availableProcessors(), settings.threads().value());
        assertEquals(Optional.empty(), settings.memory().value());
        assertTrue(settings.libtorch().isDefault());
    }

    @ParameterizedTest
    @CsvSource({"CPU,cpu", "Auto,auto", "cuda,cuda:0", "gpu,cuda:0", "CUDA:1,cuda:1", "MPS,mps", " cpu ,cpu"})
    void devicesAreReadAsPeopleWriteThem(String written, String device) throws HazeLabException {
        assertEquals(device, resolve(written, 0, "", NOTHING, NOTHING).device().value());
    }

    @ParameterizedTest
    @CsvSource({"64m,67108864", "1.5 GB,1610612736", "4g,4294967296", "800 MB,838860800"})
    void sizesAreReadAsPeopleWriteThem(String written, long bytes) throws HazeLabException {
        assertEquals(Optional.of(bytes), resolve("", 0, written, NOTHING, NOTHING).memory().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu1", "cuda:x", "mps:0", "cuda:-1", "cuda:1234", "cpu:0"})
    void anUnknownDeviceIsRefusedWithWhereItStands(String device) {
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> resolve("", 0, "", NOTHING, Map.of("HAZELAB_DEVICE", device)));
        assertEquals("\"" + device + "\" from the environment variable HAZELAB_DEVICE is no device", failure.summary());
        assertTrue(failure.remedy().contains("cuda:0"), failure.remedy());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1025", "2.5", "two", "99999999999"})
    void anImpossibleNumberOfThreadsIsRefused(String threads) {
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> resolve("", 0, "", Map.of("hazelab.threads", threads), NOTHING));
        assertEquals("\"" + threads + "\" from the system property hazelab.threads is no number of threads",
            failure.summary());
        assertThrows(HazeLabException.class, () -> resolve("", -3, "", NOTHING, NOTHING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "63m", "4t", "-4g", "g", "99999999999g"})
    void anImpossibleSizeIsRefused(String memory) {
        assertThrows(HazeLabException.class, () -> resolve("", 0, memory, NOTHING, NOTHING));
    }
}
