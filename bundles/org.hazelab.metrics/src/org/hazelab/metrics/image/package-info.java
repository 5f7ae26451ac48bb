// SPDX-License-Identifier: Apache-2.0
/** Images as metrics see them: levels of a data range, and what is derived from them and kept for the next metric. */
package org.hazelab.metrics.image;
