// SPDX-License-Identifier: Apache-2.0
/**
 * Networks declared in Java and written as TorchScript: parameters under the names of a state dict, methods as a list
 * of operations, and the archive that libtorch and Python's {@code torch.jit.load} open.
 *
 * <p>A network is an ordinary Java class. Its constructor asks a {@link org.hazelab.runtime.script.Scope} for layers,
 * which declares their parameters; its methods take {@link org.hazelab.runtime.script.Value}s and compute with them,
 * which writes the code. Pure Java: no engine is needed to declare, initialise or write a network.
 */
package org.hazelab.runtime.script;
