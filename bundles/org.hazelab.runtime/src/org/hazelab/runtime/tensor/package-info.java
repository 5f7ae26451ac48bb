// SPDX-License-Identifier: Apache-2.0
/** Tensors in Java's own memory: what goes into networks, comes out of them and is stored in files. No native code. */
package org.hazelab.runtime.tensor;
