// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.knime.core.node.NodeSettingsRO;

/** One way in which earlier versions stored a value: how to recognise it and how to read it. */
public final class ConfigMigration<T> {

    private final Predicate<NodeSettingsRO> matcher;
    private final ParametersLoader<T> loader;

    private ConfigMigration(final Predicate<NodeSettingsRO> matcher, final ParametersLoader<T> loader) {
        this.matcher = matcher;
        this.loader = loader;
    }

    /** Starts with how to read. */
    public static <T> Builder<T> builder(final ParametersLoader<T> loader) {
        return new Builder<>(loader);
    }

    /** How to read. */
    public ParametersLoader<T> getLoader() {
        return loader;
    }

    /** How to recognise it; null: it is this way when the new key is not there. */
    public Predicate<NodeSettingsRO> getMatcher() {
        return matcher;
    }

    /** Puts a migration together. */
    public static final class Builder<T> {

        private final ParametersLoader<T> loader;
        private final List<String[]> oldPaths = new ArrayList<>();
        private Predicate<NodeSettingsRO> matcher;

        /** Starts with how to read. */
        public Builder(final ParametersLoader<T> loader) {
            this.loader = Objects.requireNonNull(loader);
        }

        /** It is this way when the old key, with those of the settings around it, is there. */
        public Builder<T> withDeprecatedConfigPath(final String... configKeys) {
            oldPaths.add(configKeys.clone());
            return this;
        }

        /** It is this way when the settings say so. */
        public Builder<T> withMatcher(final Predicate<NodeSettingsRO> test) {
            matcher = test;
            return this;
        }

        /** The migration. */
        public ConfigMigration<T> build() {
            if (matcher == null && !oldPaths.isEmpty()) {
                return new ConfigMigration<>(
                    settings -> oldPaths.stream().allMatch(path -> SettingsPaths.contains(settings, path)), loader);
            }
            return new ConfigMigration<>(matcher, loader);
        }
    }
}
