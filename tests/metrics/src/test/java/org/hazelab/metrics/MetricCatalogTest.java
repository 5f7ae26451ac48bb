// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class MetricCatalogTest {

    private static final Path SOURCES =
        Path.of(System.getProperty("hazelab.root"), "bundles", "org.hazelab.metrics", "src");

    @Test
    void everyMetricOfTheBundleIsListed() throws IOException {
        List<String> listed = Files.readAllLines(SOURCES.resolve("META-INF/services/" + MetricSource.class.getName()));
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> written = files.filter(file -> file.toString().endsWith(".java")
                && !file.endsWith("package-info.java")).map(MetricCatalogTest::loaded)
                .filter(c -> MetricSource.class.isAssignableFrom(c) && !Modifier.isAbstract(c.getModifiers()))
                .filter(MetricCatalogTest::isMadeFromNothing)
                .map(Class::getName).sorted().toList();
            assertEquals(written, listed.stream().sorted().toList());
        }
    }

    /** What a fit results in is a metric too, but not one to choose. */
    private static boolean isMadeFromNothing(Class<?> source) {
        return Stream.of(source.getDeclaredConstructors()).anyMatch(c -> c.getParameterCount() == 0);
    }

    /** The order is that of the columns of a table of scores. */
    @Test
    void variantsOfAnAlgorithmStandWhereTheirSourceIsListed() {
        List<String> ids = MetricCatalog.builtIn().metrics().stream().map(metric -> metric.info().id()).toList();
        assertEquals(List.of("psnr", "psnr_y", "psnr_y_studio", "psnr_capped", "ri_psnr", "ssim", "ssim_y",
            "ssim_uniform", "ssim_y_uniform", "ssim_downsampled", "ssim_y_downsampled", "ms_ssim", "ms_ssim_rgb",
            "micro_ms3im", "vsi", "fsim", "fsimc", "gmsd", "gmsd_matlab", "gmsd_pyiqa", "niqe", "brisque", "fade",
            "dark_channel", "mse", "mae"), ids);
        for (Metric metric : MetricCatalog.builtIn().metrics()) {
            assertEquals(List.of(metric), metric.metrics());
        }
    }

    private static Class<?> loaded(Path source) {
        String name = SOURCES.relativize(source).toString().replace(source.getFileSystem().getSeparator(), ".");
        try {
            return Class.forName(name.substring(0, name.length() - ".java".length()));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void declarationsFitTheKindOfMetric() {
        for (Metric metric : MetricCatalog.builtIn().metrics()) {
            MetricInfo info = metric.info();
            assertSame(info, metric.info());
            assertEquals(metric instanceof TableMetric, info.needs(Need.TABLE), info.id());
            assertEquals(metric instanceof SetMetric, info.needs(Need.SET), info.id());
            assertFalse(info.needs(Need.WEIGHTS), info.id() + " is in another bundle");
            assertEquals(info.needs(Need.REFERENCE), !Double.isNaN(info.perfect()), info.id());
            for (String phrase : List.of(info.variant(), info.colour(), info.border())) {
                assertFalse(phrase.endsWith("."), phrase);
            }
        }
    }

    @Test
    void findsByNameAndRefusesANameTwice() {
        MetricCatalog catalog = MetricCatalog.builtIn();
        assertEquals("mse", catalog.find("mse").orElseThrow().info().id());
        assertEquals(true, catalog.find("psnr_of_someone").isEmpty());
        assertThrows(IllegalArgumentException.class, () -> catalog.with(List.of(catalog.metrics().get(0))));
    }
}
