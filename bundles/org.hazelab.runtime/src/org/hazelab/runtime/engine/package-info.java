// SPDX-License-Identifier: Apache-2.0
/**
 * Inside of the runtime: where the libraries are, how they are loaded, which GPUs there are, and the queue of a device.
 */
package org.hazelab.runtime.engine;
