// SPDX-License-Identifier: Apache-2.0
/** The methods: networks, losses, solvers and training, a package each. */
package org.hazelab.methods;
