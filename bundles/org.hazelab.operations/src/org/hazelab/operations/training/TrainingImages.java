// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.recipe.TableRole;
import org.hazelab.methods.recipe.TrainingRecipe;
import org.hazelab.operations.table.ImageTable;

/**
 * The images of all tables of a training.
 *
 * @param sets by the names of the tables
 */
record TrainingImages(Map<String, ImageSet> sets) {

    /** Reads tables into a store. */
    private record Reader(ImageStore store, TrainingRecipe recipe, TrainMethod.Config config,
        TrainMethod.Notes notes) {

        /** Yields the rows of the store that are of this table. */
        int[] read(TableRole role, ImageTable<TrainingRow> table, Progress progress) throws HazeLabException {
            int before = store.count();
            long count = table.size();
            try (ImageTable.Rows<TrainingRow> rows = table.open()) {
                for (long r = 0; rows.hasNext(); r++) {
                    TrainingRow row = rows.next();
                    progress.checkCanceled();
                    progress.report(r / (double)count, "Row " + (r + 1) + " of " + count + " (" + row.name()
                        + "): reading");
                    add(role, row, progress);
                }
            }
            if (store.count() == before) {
                throw new HazeLabException("There are no images for " + role.name() + (count == 0
                    ? ": the table has no rows" : ": none of the " + count + " rows can be used"),
                    role.images().size() == 1 ? "Give images that are at least as large as the crops."
                        : "Give rows of images of equal size, at least as large as the crops.");
            }
            return IntStream.range(before, store.count()).toArray();
        }

        private void add(TableRole role, TrainingRow row, Progress progress) throws HazeLabException {
            try {
                store.add(row, role.images(), recipe.leastSide(role), progress.silent());
            } catch (ImageStore.MisfitException e) {
                HazeLabException reason = e.reason().at("Row \"" + row.name() + "\"");
                if (!config.skipMisfits()) {
                    throw reason;
                }
                notes.leftOut(reason);
            }
        }
    }

    /**
     * Reads all tables, and holds rows out for those that are missing.
     *
     * @throws HazeLabException if a table has no row that can be used, or such a row is not to be left out
     */
    static TrainingImages read(ImageStore store, TrainingRecipe recipe, TrainMethod.Config config,
        Map<String, ImageTable<TrainingRow>> tables, TrainMethod.Notes notes, Progress progress)
        throws HazeLabException {
        Reader reader = new Reader(store, recipe, config, notes);
        Map<String, int[]> rows = new LinkedHashMap<>();
        double all = tables.values().stream().mapToLong(ImageTable::size).sum();
        double done = 0;
        for (TableRole role : recipe.tables()) {
            ImageTable<TrainingRow> table = tables.get(role.name());
            if (table != null) {
                double share = all == 0 ? 0 : table.size() / all;
                String prefix = role.heldOutOf().isEmpty() ? "" : capital(role.name()) + " ";
                rows.put(role.name(), reader.read(role, table, progress.part(done, done + share, prefix)));
                done += share;
            } else if (role.required()) {
                throw new IllegalArgumentException("no table " + role.name());
            } else if (!role.heldOutOf().isEmpty()) {
                holdOut(role, rows, config.validationShare(), recipe.seed());
            }
        }
        Map<String, ImageSet> sets = new LinkedHashMap<>();
        for (TableRole role : recipe.tables()) {
            sets.put(role.name(), store.images(role.images(), rows.getOrDefault(role.name(), new int[0])));
        }
        return new TrainingImages(sets);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** Draws the rows to hold out; both parts keep the order of the table. */
    private static void holdOut(TableRole role, Map<String, int[]> rows, double share, long seed) {
        int[] table = rows.getOrDefault(role.heldOutOf(), new int[0]);
        int count = share == 0 || table.length == 0 ? 0
            : Math.min(table.length - 1, Math.max(1, (int)Math.rint(share * table.length)));
        boolean[] drawn = new boolean[table.length];
        RandomStream random = RandomStream.of(seed, table.length);
        for (int left = count; left > 0;) {
            int row = random.nextInt(table.length);
            left -= drawn[row] ? 0 : 1;
            drawn[row] = true;
        }
        rows.put(role.heldOutOf(), chosen(table, drawn, false));
        rows.put(role.name(), chosen(table, drawn, true));
    }

    private static int[] chosen(int[] rows, boolean[] drawn, boolean which) {
        return IntStream.range(0, rows.length).filter(i -> drawn[i] == which).map(i -> rows[i]).toArray();
    }
}
