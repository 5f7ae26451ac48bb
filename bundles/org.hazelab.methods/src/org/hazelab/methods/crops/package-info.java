// SPDX-License-Identifier: Apache-2.0
/** The images that a method is trained on, and the crops that batches are made of. */
package org.hazelab.methods.crops;
