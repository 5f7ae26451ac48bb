// SPDX-License-Identifier: Apache-2.0
/**
 * Networks whose weights are other people's: declared by us under the names of the published files, and frozen.
 *
 * <p>The weights themselves are not part of HazeLab: see {@link org.hazelab.networks.weights}.
 */
package org.hazelab.networks;
