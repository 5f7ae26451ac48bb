// SPDX-License-Identifier: Apache-2.0
/** Speed of the algorithms, measured with JMH; the programs of others to compare with are in {@code peers}. */
package org.hazelab.benchmarks;
