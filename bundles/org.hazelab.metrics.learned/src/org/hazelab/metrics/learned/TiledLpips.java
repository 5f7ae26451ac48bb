// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.learned;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricImage;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.Score;
import org.hazelab.networks.lpips.LpipsNet;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * LPIPS of an image of any size: in tiles that overlap by as much as the network sees, so that the score is that of the
 * whole image, and memory does not grow with it: about 1 GB for VGG16, 0.4 GB for SqueezeNet, 0.1 GB for AlexNet. Layer
 * by layer, so that other nodes get their turn, and a user who cancels waits for no more than a third of a tile.
 */
final class TiledLpips implements ImageMetric {

    /** The sides of a tile with its margins; images up to this size are one tile. */
    static final int TILE = 1024;
    /** What a tile has beyond the pixels that it counts for, at each side where the image goes on. */
    static final int MARGIN = (LpipsNet.REACH + LpipsNet.LARGEST_STRIDE - 1) / LpipsNet.LARGEST_STRIDE
        * LpipsNet.LARGEST_STRIDE;

    private static final int CHANNELS = 3;

    private final MetricInfo info;
    private final List<Integer> strides;
    private final Source source;
    private final int tile;

    /** Gives the network. */
    @FunctionalInterface
    interface Source {
        ScriptModule get(Progress progress) throws HazeLabException;
    }

    TiledLpips(MetricInfo info, List<Integer> strides, Source source) {
        this(info, strides, source, TILE);
    }

    /** @param tile a multiple of the largest stride, larger than two margins */
    TiledLpips(MetricInfo info, List<Integer> strides, Source source, int tile) {
        if (tile % LpipsNet.LARGEST_STRIDE != 0 || tile <= 2 * MARGIN) {
            throw new IllegalArgumentException("No side of a tile: " + tile);
        }
        this.info = info;
        this.strides = strides;
        this.source = source;
        this.tile = tile;
    }

    @Override
    public MetricInfo info() {
        return info;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        try {
            return Score.of(distance(source.get(progress), input, progress));
        } catch (DeviceMemoryException e) {
            return missing(e.forUser("the network's features"));
        } catch (HazeLabException e) {
            return missing(e);
        }
    }

    private static Score missing(HazeLabException e) {
        String remedy = e.remedy();
        return Score.missing(e.summary() + ". " + (remedy.endsWith(".") ? remedy.substring(0, remedy.length() - 1)
            : remedy));
    }

    /** Pixels along one side that a tile counts for, {@code from} to {@code to}, and that it has. */
    private record Span(int from, int to, int first, int end) {

        int length() {
            return end - first;
        }

        /** The first pixel of a map of the tile that counts. */
        int mapFrom(int stride) {
            return (from - first) / stride;
        }

        /** The pixel of the map behind the last that counts: at the image's border, all there are. */
        int mapTo(int stride, int length) {
            return to == end ? length : Math.min(length, (to - first) / stride);
        }
    }

    private List<Span> spans(int length) {
        if (length <= tile) {
            return List.of(new Span(0, length, 0, length));
        }
        List<Span> spans = new ArrayList<>();
        int step = tile - 2 * MARGIN;
        for (int from = 0; from < length; from += step) {
            int to = Math.min(length, from + step);
            spans.add(new Span(from, to, Math.max(0, from - MARGIN), Math.min(length, to + MARGIN)));
        }
        return spans;
    }

    /** The sum over the maps of their means. */
    private double distance(ScriptModule module, MetricInput input, Progress progress) throws HazeLabException {
        double[] sums = new double[strides.size()];
        long[] counts = new long[strides.size()];
        for (Span rows : spans(input.image().height())) {
            for (Span columns : spans(input.image().width())) {
                progress.checkCanceled();
                FloatTensor x = pixels(input.image(), rows, columns);
                FloatTensor y = pixels(input.reference(), rows, columns);
                List<FloatTensor> maps = maps(module, x, y, progress);
                for (int k = 0; k < sums.length; k++) {
                    add(maps.get(k), strides.get(k), rows, columns, k, sums, counts);
                }
            }
        }
        double distance = 0;
        for (int k = 0; k < sums.length; k++) {
            distance += sums[k] / counts[k];
        }
        return distance;
    }

    private List<FloatTensor> maps(ScriptModule module, FloatTensor x, FloatTensor y, Progress progress)
        throws HazeLabException {
        List<FloatTensor> maps = new ArrayList<>();
        DeviceTensor[] features = new DeviceTensor[2];
        try {
            for (int k = 0; k < strides.size(); k++) {
                String method = LpipsMetric.STAGE + k;
                maps.add(module.device().run(progress, scope -> {
                    List<DeviceTensor> stage = features[0] == null ? scope.infer(module, method, x, y)
                        : scope.infer(module, method, features[0], features[1]);
                    close(features);
                    features[0] = scope.keep(stage.get(0));
                    features[1] = scope.keep(stage.get(1));
                    return stage.get(2).get();
                }));
            }
            return maps;
        } finally {
            close(features);
        }
    }

    private static void close(DeviceTensor... tensors) {
        for (DeviceTensor tensor : tensors) {
            if (tensor != null) {
                tensor.close();
            }
        }
    }

    private static void add(FloatTensor map, int stride, Span rows, Span columns, int k, double[] sums, long[] counts) {
        int height = map.shape()[2];
        int width = map.shape()[3];
        int right = columns.mapTo(stride, width);
        for (int row = rows.mapFrom(stride); row < rows.mapTo(stride, height); row++) {
            for (int column = columns.mapFrom(stride); column < right; column++) {
                sums[k] += map.values()[row * width + column];
                counts[k]++;
            }
        }
    }

    /** The levels of a tile as -1 to 1. */
    private static FloatTensor pixels(MetricImage image, Span rows, Span columns) {
        FloatTensor pixels = FloatTensor.zeros(1, CHANNELS, rows.length(), columns.length());
        double[] levels = new double[columns.length()];
        int at = 0;
        for (int c = 0; c < CHANNELS; c++) {
            for (int row = rows.first(); row < rows.end(); row++) {
                int first = row * image.width() + columns.first();
                image.level(image.channels() == 1 ? 0 : c, first, first + levels.length, levels);
                for (double level : levels) {
                    pixels.values()[at++] = (float)(level / 255 * 2 - 1);
                }
            }
        }
        return pixels;
    }
}
