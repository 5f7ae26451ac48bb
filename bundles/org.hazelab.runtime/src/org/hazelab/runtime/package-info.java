// SPDX-License-Identifier: Apache-2.0
/**
 * The model runtime: networks as TorchScript, run by PyTorch's C++ library on the processor or a GPU, for all nodes of
 * a JVM.
 *
 * <p>{@link org.hazelab.runtime.ComputeDevice#open} gives a device for {@link org.hazelab.runtime.RuntimeSettings},
 * {@link org.hazelab.runtime.ScriptModule#load} puts a network on it, and {@link org.hazelab.runtime.ComputeDevice#run}
 * runs a piece of work there, in its turn. Nothing is downloaded, unpacked or written anywhere.
 */
package org.hazelab.runtime;
