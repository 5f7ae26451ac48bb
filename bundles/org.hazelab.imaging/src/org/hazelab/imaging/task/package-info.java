// SPDX-License-Identifier: Apache-2.0
/** How long work reports its progress, is cancelled, and is spread over processors without changing its result. */
package org.hazelab.imaging.task;
