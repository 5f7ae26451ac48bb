// SPDX-License-Identifier: Apache-2.0
/**
 * Proves that the node bundle, compiled against the embedded host, links in every KNIME release we claim.
 *
 * <p>{@code releng/api-ledger} holds, for each of these releases, the part of KNIME's API that our byte code needs.
 */
package org.hazelab.compatibility;
