// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.hazelab.imaging.Nullable;

/**
 * What a model file says about its weights. The runtime stores it and understands none of it but the method's name,
 * which it compares.
 *
 * @param method the method whose network this is, such as {@code hazematching}
 * @param configuration what the network is built from
 * @param normalization how images become the network's numbers and back
 * @param training how the weights came to be: settings, data, losses
 * @param versions of the programs that made the file
 */
public record ModelDescription(String method, ModelEntries configuration, ModelEntries normalization,
    ModelEntries training, ModelEntries versions) {

    static final String FORMAT = "hazelab.format";
    private static final String METHOD = "hazelab.method";
    private static final String CONFIGURATION = "configuration.";
    private static final String NORMALIZATION = "normalization.";
    private static final String TRAINING = "training.";
    private static final String VERSIONS = "versions.";
    private static final String USAGE = "usage.";

    public ModelDescription {
        Objects.requireNonNull(method);
        Objects.requireNonNull(configuration);
        Objects.requireNonNull(normalization);
        Objects.requireNonNull(training);
        Objects.requireNonNull(versions);
    }

    /** The texts of {@code __metadata__}: each entry's key behind the name of its group and a dot. */
    Map<String, String> metadata(int formatVersion) {
        Map<String, String> metadata = new LinkedHashMap<>();
        // What Python's safetensors libraries look for.
        metadata.put("format", "pt");
        metadata.putAll(texts(formatVersion));
        return metadata;
    }

    private Map<String, String> texts(int formatVersion) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FORMAT, Integer.toString(formatVersion));
        metadata.put(METHOD, method);
        configuration.texts().forEach((key, text) -> metadata.put(CONFIGURATION + key, text));
        normalization.texts().forEach((key, text) -> metadata.put(NORMALIZATION + key, text));
        training.texts().forEach((key, text) -> metadata.put(TRAINING + key, text));
        versions.texts().forEach((key, text) -> metadata.put(VERSIONS + key, text));
        return metadata;
    }

    /**
     * The description for files of other kinds: a JSON object of texts under the keys that they have in the metadata of
     * a model file, such as {@code normalization.input_mean}.
     *
     * @param usage what else is to be said, under keys that begin with {@code usage.}
     */
    public String json(SortedMap<String, String> usage) {
        Map<String, String> texts = texts(ModelFile.FORMAT_VERSION);
        usage.forEach((key, text) -> texts.put(USAGE + key, text));
        return texts.entrySet().stream()
            .map(text -> HeaderText.quoted(text.getKey()) + ": " + HeaderText.quoted(text.getValue()))
            .collect(Collectors.joining(",\n  ", "{\n  ", "\n}\n"));
    }

    /** @return null if the metadata names no method */
    static @Nullable ModelDescription of(Map<String, String> metadata, String subject) {
        String method = metadata.get(METHOD);
        return method == null ? null : new ModelDescription(method, group(metadata, CONFIGURATION, subject),
            group(metadata, NORMALIZATION, subject), group(metadata, TRAINING, subject),
            group(metadata, VERSIONS, subject));
    }

    private static ModelEntries group(Map<String, String> metadata, String prefix, String subject) {
        SortedMap<String, String> group = new TreeMap<>();
        metadata.forEach((key, text) -> {
            if (key.startsWith(prefix)) {
                group.put(key.substring(prefix.length()), text);
            }
        });
        return ModelEntries.EMPTY.named(subject, group);
    }
}
