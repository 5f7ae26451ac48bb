// SPDX-License-Identifier: Apache-2.0
/**
 * The methods that dehaze by trained networks: what operations and nodes know of them here, and each method with its
 * network, loss, solver and training in a package of its own.
 */
package org.hazelab.methods;
