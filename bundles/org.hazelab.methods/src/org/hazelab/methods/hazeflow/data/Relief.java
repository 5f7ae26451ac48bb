// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import java.util.Arrays;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;

/**
 * A smooth random surface: lattices of random numbers, each twice as fine as the one before and half as high, between
 * whose points a polynomial leads that has no edge, and a plane that rises upwards.
 */
final class Relief {

    private static final int LATTICES = 4;
    /** Points of the grid that the least and the largest depth are looked for on. */
    private static final int PROBES = 33;

    private final SceneDepth.Size scene;
    private final double cells;
    private final double plane;
    private final float[][] lattices = new float[LATTICES][];
    private final int[] widths = new int[LATTICES];

    private Relief(SceneDepth.Size scene, RandomStream random) {
        this.scene = scene;
        cells = random.nextDouble(1.5, 4);
        plane = random.nextDouble(0.3, 0.8);
        for (int k = 0; k < LATTICES; k++) {
            widths[k] = (int)(cellsOf(k) * share(scene.width())) + 2;
            int height = (int)(cellsOf(k) * share(scene.height())) + 2;
            lattices[k] = new float[widths[k] * height];
            for (int i = 0; i < lattices[k].length; i++) {
                lattices[k][i] = random.nextFloat();
            }
        }
    }

    /** Along the longer side. */
    private double cellsOf(int lattice) {
        return cells * (1 << lattice);
    }

    private double share(int side) {
        return (double)side / Math.max(scene.width(), scene.height());
    }

    static FloatImage depth(int row, SceneDepth.Size scene, int[] columns, int[] rows, RandomStream random) {
        Relief relief = new Relief(scene, random);
        float[] depth = relief.heights(columns, rows);
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float height : relief.heights(probes(scene.width()), probes(scene.height()))) {
            least = Math.min(least, height);
            most = Math.max(most, height);
        }
        for (int i = 0; i < depth.length; i++) {
            depth[i] = most > least ? Math.min(Math.max((depth[i] - least) / (most - least), 0), 1) : 1;
        }
        return FloatImage.of(columns.length, rows.length, ValueRange.UNIT, depth);
    }

    private static int[] probes(int side) {
        int[] probes = new int[Math.min(PROBES, side)];
        for (int i = 0; i < probes.length; i++) {
            probes[i] = probes.length == 1 ? 0 : (int)((long)i * (side - 1) / (probes.length - 1));
        }
        return probes;
    }

    private float[] heights(int[] columns, int[] rows) {
        float[] heights = new float[Math.multiplyExact(rows.length, columns.length)];
        for (int y = 0; y < rows.length; y++) {
            float rise = scene.height() == 1 ? 1 : 1 - (float)rows[y] / (scene.height() - 1);
            Arrays.fill(heights, y * columns.length, (y + 1) * columns.length, (float)plane * rise);
        }
        for (int k = 0; k < LATTICES; k++) {
            double height = (1 - plane) / (2 - Math.scalb(1.0, 1 - LATTICES)) * Math.scalb(1.0, -k);
            add(k, (float)height, columns, rows, heights);
        }
        return heights;
    }

    /** Adds a lattice: for each row a line between two rows of the lattice, along which the columns are found. */
    private void add(int k, float height, int[] columns, int[] rows, float[] heights) {
        double step = cellsOf(k) / Math.max(scene.width(), scene.height());
        int width = widths[k];
        int[] cell = new int[columns.length];
        float[] within = new float[columns.length];
        for (int x = 0; x < columns.length; x++) {
            double place = columns[x] * step;
            cell[x] = Math.min((int)place, width - 2);
            within[x] = fade((float)(place - cell[x]));
        }
        float[] line = new float[width];
        for (int y = 0; y < rows.length; y++) {
            double place = rows[y] * step;
            int before = Math.min((int)place, lattices[k].length / width - 2);
            float share = fade((float)(place - before));
            for (int i = 0; i < width; i++) {
                float upper = lattices[k][before * width + i];
                line[i] = height * (upper + share * (lattices[k][(before + 1) * width + i] - upper));
            }
            for (int x = 0, at = y * columns.length; x < columns.length; x++, at++) {
                heights[at] += line[cell[x]] + within[x] * (line[cell[x] + 1] - line[cell[x]]);
            }
        }
    }

    /** From 0 to 1 with flat ends (Perlin, "Improving noise", 2002). */
    private static float fade(float t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }
}
