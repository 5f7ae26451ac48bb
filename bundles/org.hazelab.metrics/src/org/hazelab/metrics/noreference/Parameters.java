// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The published parameters that lie beside the classes: lines of numbers, comments after #. */
final class Parameters {

    private Parameters() {
    }

    /** The lines of a resource, without comments. */
    static double[][] read(String resource) {
        try (InputStream in = Parameters.class.getResourceAsStream(resource);
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return reader.lines().filter(line -> !line.startsWith("#"))
                .map(line -> Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException("The bundle does not hold " + resource, e);
        }
    }
}
