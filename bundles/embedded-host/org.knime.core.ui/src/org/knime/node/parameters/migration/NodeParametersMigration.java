// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.migration;

import java.util.List;

/** Says how to read a value that earlier versions stored in another way. */
public interface NodeParametersMigration<T> {

    /** The other ways; the first that fits is taken. */
    List<ConfigMigration<T>> getConfigMigrations();
}
