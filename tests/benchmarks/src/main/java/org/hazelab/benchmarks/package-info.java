// SPDX-License-Identifier: Apache-2.0
/** JMH benchmarks, a class an operation; README.md beside the module says how they are run and what they gave. */
package org.hazelab.benchmarks;
