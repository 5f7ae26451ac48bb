// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's file stores: files that belong to cells and port objects. */
package org.knime.core.data.filestore;
