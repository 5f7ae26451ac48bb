// SPDX-License-Identifier: Apache-2.0
package org.hazelab.installation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example workflows do what their descriptions say, as installed, with the photographs that ship. */
class ExampleWorkflowsTest {

    @TempDir
    private Path folder;

    /**
     * Airlight and transmission by an independent implementation: He 2011 in NumPy (float64) with OpenCV's erode and
     * boxFilter, guided filter with a 41 x 41 window that shrinks at the border, eps 1e-3. The photographs are JPEG,
     * which decoders may read one level apart; hence the tolerance of 0.01, where this machine agrees to 1e-6.
     */
    private static final String[] INDEPENDENT = {
        "gorge,720,360,0.9333333333333333,0.9372549019607843,0.9450980392156862,0.6279212,0.1044582,0.9359213",
        "lake,720,360,0.9254901960784314,0.9019607843137255,0.8549019607843137,0.6901087,0.2566449,0.9720931",
        "mountain,960,639,0.9686274509803922,0.9882352941176471,1.0,0.6770180,0.0610558,1.0",
        "ridges,720,360,0.8705882352941177,0.8705882352941177,0.8784313725490196,0.6796895,0.1005110,0.9972624",
        "valley,720,360,0.8470588235294118,0.8274509803921568,0.803921568627451,0.7780869,0.3703280,1.0"};

    @Test
    void dehazesThePhotographs() throws IOException, InterruptedException {
        run("01_dehaze_photos");
        List<String> csv = Files.readAllLines(folder.resolve("results.csv"));
        assertEquals("name,width,height,airlight_r,airlight_g,airlight_b,transmission_mean,transmission_min,"
            + "transmission_max", csv.get(0));
        assertEquals(INDEPENDENT.length, csv.size() - 1);
        for (int i = 0; i < INDEPENDENT.length; i++) {
            String[] expected = INDEPENDENT[i].split(",");
            String[] actual = csv.get(i + 1).split(",");
            assertEquals(expected[0], actual[0]);
            assertArrayEquals(numbers(expected), numbers(actual), 0.01);
            Raster dehazed = read(expected[0] + "_dehazed.png");
            assertEquals(8, dehazed.getSampleModel().getSampleSize(0));
            assertEquals(3, dehazed.getNumBands());
            Raster transmission = read(expected[0] + "_transmission.png");
            assertEquals(16, transmission.getSampleModel().getSampleSize(0));
            assertEquals(Double.parseDouble(actual[6]), mean(transmission) / 65535, 1e-4,
                "65535 is a transmission of 1");
        }
    }

    /**
     * Haze is what lifts the darkest of a pixel's three channels: with it gone, they are darker, by a tenth at least.
     */
    @Test
    void theDehazedPhotographsHaveLessHaze() throws IOException, InterruptedException {
        run("01_dehaze_photos");
        for (String line : INDEPENDENT) {
            String name = line.split(",")[0];
            Raster hazy = ImageIO.read(Hazelab.root()
                .resolve("example-workflows/01_dehaze_photos/data/input/" + name + ".jpg").toFile()).getData();
            double before = darkest(hazy);
            double after = darkest(read(name + "_dehazed.png"));
            assertTrue(after < 0.9 * before, () -> name + ": " + before + " before, " + after + " after");
        }
    }

    @Test
    void synthesizesTheSameHazeForTheSameSeed() throws IOException, InterruptedException {
        run("02_synthesize_haze", "-workflow.variable=seed,7,int");
        byte[] parameters = Files.readAllBytes(folder.resolve("parameters.csv"));
        byte[] hazy = Files.readAllBytes(folder.resolve("pass_hazy.png"));
        assertTrue(Files.exists(folder.resolve("pass_transmission.png")));
        run("02_synthesize_haze", "-workflow.variable=seed,7,int");
        assertArrayEquals(parameters, Files.readAllBytes(folder.resolve("parameters.csv")));
        assertArrayEquals(hazy, Files.readAllBytes(folder.resolve("pass_hazy.png")));
        run("02_synthesize_haze", "-workflow.variable=seed,8,int");
        assertNotEquals(Arrays.hashCode(parameters),
            Arrays.hashCode(Files.readAllBytes(folder.resolve("parameters.csv"))));
    }

    private static final List<String> COMPARING = List.of("psnr", "psnr_y", "ri_psnr", "ssim", "ssim_y", "ms_ssim",
        "micro_ms3im", "vsi", "fsim", "fsimc", "gmsd", "mse", "mae");
    private static final List<String> ALONE = List.of("niqe", "brisque", "fade", "dark_channel");

    /** Mean squared and absolute differences by an independent program: Pillow and NumPy on the files that ship. */
    private static final String[] DIFFERENCES = {"brook,5803.786078,63.14621882", "pass,1845.169611,35.8825",
        "steppe,1288.475026,29.01341146"};

    @Test
    void scoresImagesAgainstTheReferencesOfTheirName() throws IOException, InterruptedException {
        run("03_score_images");
        List<String> csv = Files.readAllLines(folder.resolve("scores.csv"));
        assertEquals("name," + String.join(",", COMPARING) + "," + String.join(",", ALONE), csv.get(0));
        assertEquals(DIFFERENCES.length, csv.size() - 1);
        for (int i = 0; i < DIFFERENCES.length; i++) {
            String[] expected = DIFFERENCES[i].split(",");
            String[] actual = csv.get(i + 1).split(",");
            assertEquals(expected[0], actual[0]);
            double mse = number(csv, i + 1, "mse");
            // Decoders of JPEG may read some pixels one level apart.
            assertEquals(Double.parseDouble(expected[1]), mse, 1);
            assertEquals(Double.parseDouble(expected[2]), number(csv, i + 1, "mae"), 0.05);
            assertEquals(10 * Math.log10(255 * 255 / mse), number(csv, i + 1, "psnr"), 1e-9);
            assertTrue(Arrays.stream(numbers(actual)).allMatch(Double::isFinite), csv.get(i + 1));
        }
        for (String table : List.of("summary.csv", "provenance.csv")) {
            List<String> lines = Files.readAllLines(folder.resolve(table));
            assertEquals(Stream.concat(COMPARING.stream(), ALONE.stream()).toList(),
                lines.stream().skip(1).map(line -> line.split(",")[0]).toList(), table);
        }
    }

    @Test
    void scoresImagesWithoutReferencesByTheMetricsThatNeedNone() throws IOException, InterruptedException {
        run("03_score_images", "-workflow.variable=reference_folder,,String");
        List<String> csv = Files.readAllLines(folder.resolve("scores.csv"));
        assertEquals(DIFFERENCES.length, csv.size() - 1);
        for (int row = 1; row < csv.size(); row++) {
            for (String metric : COMPARING) {
                assertEquals("", field(csv, row, metric));
            }
            for (String metric : ALONE) {
                assertTrue(Double.isFinite(number(csv, row, metric)), metric);
            }
        }
    }

    /**
     * Few samples and steps, so that it takes seconds: what is tested is that model, settings and files find each
     * other.
     */
    @Test
    void dehazesAFolderByAModel() throws IOException, InterruptedException {
        String[] quick = {"-workflow.variable=samples,2,int", "-workflow.variable=time_points,3,int"};
        run("05_dehaze_with_model", quick);
        byte[] mean = Files.readAllBytes(folder.resolve("filaments_1_mean.tif"));
        for (String name : List.of("filaments_1", "filaments_2")) {
            assertTrue(Files.size(folder.resolve(name + "_std.tif")) > 56 * 42,
                "packed floats take a byte each at least");
            Raster dehazed = read(name + "_dehazed.png");
            assertEquals(List.of(56, 42, 1), List.of(dehazed.getWidth(), dehazed.getHeight(), dehazed.getNumBands()));
        }
        run("05_dehaze_with_model", quick);
        assertArrayEquals(mean, Files.readAllBytes(folder.resolve("filaments_1_mean.tif")));
        run("05_dehaze_with_model", quick[0], quick[1], "-workflow.variable=seed,43,int");
        assertNotEquals(Arrays.hashCode(mean),
            Arrays.hashCode(Files.readAllBytes(folder.resolve("filaments_1_mean.tif"))));
    }

    @Test
    void writesNoDeviationOfOneSample() throws IOException, InterruptedException {
        run("05_dehaze_with_model", "-workflow.variable=samples,1,int", "-workflow.variable=time_points,2,int",
            "-workflow.variable=temperature,0,double", "-workflow.variable=normalization_mean,150.5,double",
            "-workflow.variable=normalization_std,100 90,String");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of("filaments_1_dehazed.png", "filaments_1_mean.tif", "filaments_2_dehazed.png",
                "filaments_2_mean.tif"), files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    private static double number(List<String> csv, int row, String column) {
        return Double.parseDouble(field(csv, row, column));
    }

    private static String field(List<String> csv, int row, String column) {
        return csv.get(row).split(",", -1)[List.of(csv.get(0).split(",")).indexOf(column)];
    }

    /** A workflow that leaves files in the repository, or changes itself, would be different the second time. */
    @Test
    void leavesTheWorkflowFolderAsItWas() throws IOException, InterruptedException {
        Path workflow = Hazelab.root().resolve("example-workflows/01_dehaze_photos");
        List<String> before = listing(workflow);
        run("01_dehaze_photos");
        assertEquals(before, listing(workflow));
    }

    private void run(String workflow, String... flags) throws IOException, InterruptedException {
        String[] arguments = Stream.concat(Stream.of(
            Hazelab.root().resolve("example-workflows").resolve(workflow).toString(),
            "-workflow.variable=output_folder," + folder + ",String"), Stream.of(flags)).toArray(String[]::new);
        Hazelab.Outcome outcome = Hazelab.run(folder, "run", arguments);
        assertEquals(0, outcome.exitCode(), outcome::output);
    }

    private Raster read(String name) throws IOException {
        return ImageIO.read(folder.resolve(name).toFile()).getRaster();
    }

    private static double[] numbers(String[] fields) {
        return Arrays.stream(fields, 1, fields.length).mapToDouble(Double::parseDouble).toArray();
    }

    private static double mean(Raster raster) {
        return Arrays.stream(raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[])null)).average()
            .orElseThrow();
    }

    /** The mean over the pixels of the smallest of red, green and blue. */
    private static double darkest(Raster raster) {
        int[] pixels = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[])null);
        return IntStream.range(0, pixels.length / 3).mapToDouble(
            p -> Math.min(pixels[3 * p], Math.min(pixels[3 * p + 1], pixels[3 * p + 2]))).average().orElseThrow();
    }

    private static List<String> listing(Path workflow) throws IOException {
        try (Stream<Path> files = Files.walk(workflow)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.toString().contains("output"))
                .map(file -> workflow.relativize(file) + " " + file.toFile().length() + " "
                    + file.toFile().lastModified())
                .sorted().toList();
        }
    }
}
