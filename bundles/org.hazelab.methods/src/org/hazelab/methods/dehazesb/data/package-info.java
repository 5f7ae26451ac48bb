// SPDX-License-Identifier: Apache-2.0
/** The batches that DehazeSB is trained on: hazy and clear images that do not belong together. */
package org.hazelab.methods.dehazesb.data;
