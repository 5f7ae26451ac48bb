// SPDX-License-Identifier: Apache-2.0
/** Decides whether a network computes with bfloat16, and checks that its results stay close to the exact ones. */
package org.hazelab.methods.precision;
