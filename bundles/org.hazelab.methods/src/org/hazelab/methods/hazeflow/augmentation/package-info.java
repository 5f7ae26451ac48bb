// SPDX-License-Identifier: Apache-2.0
/** What makes photographs worse before a network learns to restore them, with the arithmetic of Pillow. */
package org.hazelab.methods.hazeflow.augmentation;
