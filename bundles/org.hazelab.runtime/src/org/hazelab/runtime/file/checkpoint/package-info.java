// SPDX-License-Identifier: Apache-2.0
/** PyTorch's checkpoints, read without running what they hold: archives, pickles and the tensors in them. */
package org.hazelab.runtime.file.checkpoint;
