// SPDX-License-Identifier: Apache-2.0
/**
 * What the stand-in bundles share with each other and with {@code org.hazelab.host}, and what KNIME's API does not
 * have. Nodes must not use it: it is not there in KNIME.
 */
package org.hazelab.standin;
