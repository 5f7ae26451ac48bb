// SPDX-License-Identifier: Apache-2.0
/** Mathematics that gives the same bits on every machine: exponentials, small matrices. */
package org.hazelab.metrics.numeric;
