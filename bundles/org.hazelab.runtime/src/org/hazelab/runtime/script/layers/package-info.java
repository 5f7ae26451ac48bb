// SPDX-License-Identifier: Apache-2.0
/** Layers and functions of networks, under the names that PyTorch gives them. */
package org.hazelab.runtime.script.layers;
