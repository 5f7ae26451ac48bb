// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.plot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A font of our own, of lines and arcs of one thickness: machines without a screen may have no font at all, and those
 * that have one have different ones.
 *
 * <p>Small letters are 10 units high, capital ones 14; y goes up from the base line. Angles are in degrees, to the left
 * from the right.
 */
final class StrokeFont {

    /** The thickness of strokes, in units. */
    static final double WEIGHT = 1.75;

    private static final double CAPITAL = 14;
    private static final double CAPITAL_OF_SIZE = 0.716;
    /** Between two characters. */
    private static final double SPACING = 3.4;
    private static final double DEGREES_A_PIECE = 12;
    private static final Map<Integer, Glyph> GLYPHS = load();

    private StrokeFont() {
    }

    /**
     * A character.
     *
     * @param advance the distance to the next one
     * @param strokes lines, each x, y, x, y, and so on
     */
    record Glyph(double advance, List<double[]> strokes) {
    }

    /** The pixels a unit has in a font of that size. */
    static double scale(double size) {
        return size * CAPITAL_OF_SIZE / CAPITAL;
    }

    /** The width of a text. */
    static double width(String text, double size) {
        double units = text.codePoints().mapToDouble(c -> glyph(c).advance()).sum();
        return Math.max(0, units - SPACING) * scale(size);
    }

    /** A character, a question mark for those that are not drawn. */
    static Glyph glyph(int codePoint) {
        Glyph glyph = GLYPHS.get(codePoint);
        return glyph != null ? glyph : Objects.requireNonNull(GLYPHS.get((int)'?'));
    }

    private static Map<Integer, Glyph> load() {
        Map<Integer, Glyph> glyphs = new HashMap<>();
        glyphs.put((int)' ', new Glyph(4 + SPACING, List.of()));
        for (String line : Glyphs.LINES.split("\n")) {
            String[] words = line.split(" ");
            glyphs.put(words[0].codePointAt(0), new Glyph(Double.parseDouble(words[1]) + SPACING, strokes(words)));
        }
        return Map.copyOf(glyphs);
    }

    private static List<double[]> strokes(String[] words) {
        List<double[]> strokes = new ArrayList<>();
        List<Double> points = new ArrayList<>();
        for (int w = 2; w < words.length;) {
            String command = words[w++];
            if (command.equals("M") || command.equals("N")) {
                end(points, strokes);
            }
            double x = Double.parseDouble(words[w++]);
            double y = Double.parseDouble(words[w++]);
            if (command.equals("A") || command.equals("N")) {
                arc(points, x, y, Double.parseDouble(words[w]), Double.parseDouble(words[w + 1]),
                    Double.parseDouble(words[w + 2]), Double.parseDouble(words[w + 3]));
                w += 4;
            } else {
                points.addAll(List.of(x, y));
            }
        }
        end(points, strokes);
        return List.copyOf(strokes);
    }

    private static void end(List<Double> points, List<double[]> strokes) {
        if (!points.isEmpty()) {
            strokes.add(points.stream().mapToDouble(Double::doubleValue).toArray());
            points.clear();
        }
    }

    private static void arc(List<Double> points, double x, double y, double rx, double ry, double from, double to) {
        int pieces = (int)Math.ceil(Math.abs(to - from) / DEGREES_A_PIECE);
        for (int i = 0; i <= pieces; i++) {
            double angle = StrictMath.toRadians(from + (to - from) * i / pieces);
            points.add(x + rx * StrictMath.cos(angle));
            points.add(y + ry * StrictMath.sin(angle));
        }
    }
}
