// SPDX-License-Identifier: Apache-2.0
/** Whether a device computes a model rightly, and faster than the processor. */
package org.hazelab.runtime.trial;
