// SPDX-License-Identifier: Apache-2.0
/** The folder where a user puts weights that others have published, and what of it is used. Nothing is downloaded. */
package org.hazelab.networks.weights;
