// SPDX-License-Identifier: Apache-2.0
/** Stand-in for KNIME's file stores: files that belong to cells. */
package org.knime.core.data.filestore;
